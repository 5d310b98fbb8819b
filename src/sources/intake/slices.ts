import { setImmediate } from 'node:timers/promises';

/** A few milliseconds of decoding. */
const SLICE = 200;

/** Things in slices, with a pause after each in which others get their turn. A thing may be as much work as several. */
export async function* inSlices<T>(
  things: Iterable<T>,
  weigh: (thing: T) => number = () => 1,
): AsyncGenerator<T[]> {
  let slice: T[] = [];
  let weight = 0;
  for (const thing of things) {
    slice.push(thing);
    weight += weigh(thing);
    if (weight < SLICE) continue;
    yield slice;
    slice = [];
    weight = 0;
    await setImmediate();
  }
  if (slice.length > 0) yield slice;
}
