/** A moment: milliseconds since 1970-01-01T00:00:00Z. Every time in sysmon is one of these until a person reads it. */
export type Instant = number;

/** A half-open range of time: `from` is in it, `to` is not. */
export interface Window {
  from: Instant;
  to: Instant;
}

/** Where the time comes from: an argument everywhere, so that a test can turn the clock. */
export interface Clock {
  now(): Instant;
}

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export const systemClock: Clock = { now: () => Date.now() };

/** The start of the bucket of `size` milliseconds that holds `at`; UTC days and hours are such buckets too. */
export function bucketOf(at: Instant, size: number): Instant {
  return at - (((at % size) + size) % size);
}
