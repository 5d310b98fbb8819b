import { z } from 'zod';

/**
 * Numbers that a detector changes in place while it runs. Saved as base64: exact, and quick to read. A saved text of another length is
 * refused: it is of an older shape.
 */
export const doubles = (length: number) => numbers(length, Float64Array);

/** The same with seven digits, for counts that forget anyway. */
export const singles = (length: number) => numbers(length, Float32Array);

function numbers<T extends Float64Array | Float32Array>(
  length: number,
  Kind: { new (buffer: ArrayBuffer): T; BYTES_PER_ELEMENT: number },
) {
  const bytes = length * Kind.BYTES_PER_ELEMENT;
  const ofLength = z.string().length(4 * Math.ceil(bytes / 3));
  return z.codec(ofLength, z.custom<T>(), {
    decode: (text) => {
      const own = new Uint8Array(bytes);
      Buffer.from(text, 'base64').copy(own);
      return new Kind(own.buffer);
    },
    encode: ({ buffer, byteOffset, byteLength }) =>
      Buffer.from(buffer, byteOffset, byteLength).toString('base64'),
  });
}
