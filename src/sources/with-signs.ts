import type { Batch } from './source.ts';

/** A sign of life after each step of a look; what it cost is told before a fault as well. */
export async function* withSigns<T>(
  looking: AsyncGenerator<void, T>,
  sign: () => Batch,
): AsyncGenerator<Batch, T> {
  try {
    let looked = await looking.next();
    for (; !looked.done; looked = await looking.next()) yield sign();
    return looked.value;
  } catch (error) {
    yield sign();
    throw error;
  }
}
