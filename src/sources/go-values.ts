import { z } from 'zod';

/** A moment as a program in Go writes it: null, missing and Go's zero time say nothing. */
export const Time = z
  .string()
  .nullish()
  .transform((text) => {
    const at = Date.parse(text ?? '');
    return at > 0 ? at : undefined;
  });

/** A text that may be null. */
export const Text = z
  .string()
  .nullish()
  .transform((text) => text ?? undefined);

/** A list that may be null. */
export function listOf<T extends z.ZodType>(item: T) {
  return z
    .array(item)
    .nullish()
    .transform((items) => items ?? []);
}
