import { z } from 'zod';

/** What every source's settings begin with: its kind, and a name that tells it from others of its kind. */
export function named<K extends string>(kind: K) {
  return {
    kind: z.literal(kind),
    name: z
      .string()
      .regex(/^[a-z0-9-]+$/, 'small letters, digits and -')
      .default(kind),
  };
}
