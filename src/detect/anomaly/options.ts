import { z } from 'zod';
import { UNITS } from '../words.ts';

export const AnomalyOptions = z.object({
  rule: z.string(),
  /** `{value}` is filled in: "{value} errors/min". */
  phrase: z.string().default('{value}'),
  unit: z.enum(UNITS).default('count'),
  /** A deviation that is never news, in the unit of the values. */
  grain: z.number().nonnegative().default(0),
  /** Values known before anything is said. */
  history: z.number().int().default(60),
  directions: z.enum(['up', 'down', 'both']).default('up'),
  /** True: as far out as never seen is never seen, though an incident before was as bad; only what its hour usually has is left out. */
  again: z.boolean().default(false),
  /** True for a count that only grows while its bucket is open: then it may be judged at once. */
  grows: z.boolean().default(false),
});
export type AnomalyOptions = z.input<typeof AnomalyOptions>;
export type AnomalyTraits = z.output<typeof AnomalyOptions>;
