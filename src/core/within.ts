/**
 * What comes of `work`, or after `limit` milliseconds a rejection with what `late` makes. The work itself goes on: what it comes to then is nobody's
 * any more, and its failure is no unhandled one.
 */
export async function within<T>(limit: number, work: Promise<T>, late: () => Error): Promise<T> {
  const { promise: tooLate, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(late()), limit);
  try {
    return await Promise.race([work, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
