import { z } from 'zod';
import { doubles } from '../numbers.ts';

/** An hour of minutes, two and a half days of hours. */
const SIZE = 60;

/** The last values, as a ring and in order of size. */
export const Recent = z.object({ count: z.number(), ring: doubles(SIZE), sorted: doubles(SIZE) });
export type Recent = z.infer<typeof Recent>;

export const emptyRecent = (): Recent => ({
  count: 0,
  ring: new Float64Array(SIZE),
  sorted: new Float64Array(SIZE),
});

export function medianOf({ count, sorted }: Recent): number {
  return sorted[Math.min(count, SIZE) >> 1] ?? 0;
}

/** In place. */
export function push(recent: Recent, value: number): void {
  const { ring, sorted, count } = recent;
  const slot = count % SIZE;
  let length = Math.min(count, SIZE);
  if (length === SIZE) {
    const leaving = placeOf(sorted, ring[slot] ?? 0, length);
    sorted.copyWithin(leaving, leaving + 1, SIZE);
    length -= 1;
  }
  const place = placeOf(sorted, value, length);
  sorted.copyWithin(place + 1, place, length);
  sorted[place] = value;
  ring[slot] = value;
  recent.count += 1;
}

/** The first of `length` sorted values that is not below `value`. */
function placeOf(sorted: Float64Array, value: number, length: number): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
