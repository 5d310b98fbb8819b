import { setImmediate } from 'node:timers/promises';

/** A few milliseconds of decoding. */
const SLICE = 200;

/** Things in slices, with a pause after each in which others get their turn. */
export async function* inSlices<T>(things: Iterable<T>): AsyncGenerator<T[]> {
  let slice: T[] = [];
  for (const thing of things) {
    slice.push(thing);
    if (slice.length < SLICE) continue;
    yield slice;
    slice = [];
    await setImmediate();
  }
  if (slice.length > 0) yield slice;
}
