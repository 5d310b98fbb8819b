import { slackError } from '../slack-error.ts';

export interface Page<T> {
  items: T[];
  /** Empty on the last page. */
  next: string;
}

/** One page of a list, by an opaque cursor that names the first item of the page. */
export function pageOf<T>(
  all: readonly T[],
  keyOf: (item: T) => string,
  cursor: string,
  limit: number,
): Page<T> {
  const from = cursor === '' ? 0 : all.findIndex((item) => encode(keyOf(item)) === cursor);
  if (from < 0) throw slackError('invalid_cursor');
  const rest = all[from + limit];
  return { items: all.slice(from, from + limit), next: rest === undefined ? '' : encode(keyOf(rest)) };
}

function encode(key: string): string {
  return Buffer.from(`next:${key}`).toString('base64');
}
