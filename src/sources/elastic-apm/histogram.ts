import { z } from 'zod';
import type { Document } from '../elastic/documents.ts';

const Numbers = z.array(z.number().nonnegative());
const Histogram = z.object({ values: Numbers, counts: Numbers });

/**
 * The values of a histogram and how often each is there; undefined where it is none. As a field of its own type it is one object, elsewhere two lists
 * of numbers.
 */
export function histogramOf(
  { fields }: Document,
  field: string,
): [value: number, count: number][] | undefined {
  const whole = fields[field]?.[0] ?? {
    values: fields[`${field}.values`],
    counts: fields[`${field}.counts`],
  };
  const { data } = Histogram.safeParse(whole);
  if (!data || data.values.length !== data.counts.length) return undefined;
  return data.values.map((value, index) => [value, data.counts[index] ?? 0]);
}
