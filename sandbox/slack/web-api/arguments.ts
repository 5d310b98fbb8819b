import { z } from 'zod';

/** Objects come as JSON in a form field, or as they are in a JSON body. */
export function json<S extends z.ZodType>(schema: S) {
  return z.preprocess((value) => (typeof value === 'string' ? parsed(value) : value), schema);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

export const Flag = z
  .union([z.boolean(), z.string()])
  .transform((value) => value === true || value === 'true' || value === '1')
  .default(false);

/** How many, within what the method allows. */
export function limit(usual: number, max: number) {
  return z.coerce.number().int().min(1).max(max).default(usual);
}

export const Cursor = z.string().default('');
