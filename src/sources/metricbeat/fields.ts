import { z } from 'zod';
import { type Instant, SECOND } from '../../core/time.ts';

/** Search gives every field as a list; one that is not there says nothing, one of another type spoils its document. */
function first<T>(value: z.ZodType<T>) {
  return z
    .array(value)
    .optional()
    .transform((values) => values?.[0]);
}

const NUMBER = /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i;
/** Seconds since 1970 have ten digits until the year 2286, milliseconds have had twelve since 1973. */
const LEAST_MILLISECONDS = 1e11;

const AnyNumber = z.union([z.number(), z.string().regex(NUMBER).transform(Number)], {
  error: 'is no number',
});

function instantOf(time: number): Instant {
  return time < LEAST_MILLISECONDS ? time * SECOND : time;
}

/** How much or how many; never below zero. */
export const Amount = first(AnyNumber.pipe(z.number().min(0, 'is below zero')));
/** A part of a whole, 0 to 1 (some go above), as 0 to 100. */
export const Share = first(
  AnyNumber.pipe(z.number().min(0, 'is below zero')).transform((part) => part * 100),
);
export const Text = first(
  z
    .union([z.string(), z.number().transform(String)], { error: 'is no text' })
    .transform((text) => text || undefined),
);
/** `true`, `false` or `unknown`, written as a text or as a boolean. */
export const Truth = first(
  z.union([z.boolean().transform(String), z.string().transform((text) => text.toLowerCase())], {
    error: 'is neither true nor false',
  }),
);
/** A moment as a date, or as a number of seconds or milliseconds. */
export const Time = first(
  z.union(
    [
      AnyNumber.transform(instantOf),
      z.iso.datetime({ offset: true, local: true }).transform((text) => Date.parse(text)),
    ],
    { error: 'is no time' },
  ),
);
