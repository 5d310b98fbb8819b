import { z } from 'zod';
import type { ApmDocument } from './apm-data.ts';
import { minuteOf } from './apm-world.ts';

const Trace = z.object({
  '@timestamp': z.string(),
  service: z.object({ name: z.string() }),
  http: z.object({ response: z.object({ status_code: z.number().optional() }).optional() }).optional(),
  url: z.object({ path: z.string() }),
  transaction: z.object({
    name: z.string(),
    type: z.string(),
    duration: z.object({ us: z.number() }),
    representative_count: z.number(),
    experience: z.object({ cls: z.number().optional() }).optional(),
    marks: z.object({ agent: z.object({ largestContentfulPaint: z.number() }) }).optional(),
  }),
  numeric_labels: z.object({ inp_value: z.number().optional() }).optional(),
});
export type Trace = z.infer<typeof Trace>;

/** The transactions among the documents of traces. */
export function transactionsIn(documents: readonly ApmDocument[]): Trace[] {
  return documents.flatMap(({ _index, _source }) => {
    const { data } = Trace.safeParse(_source);
    return _index.startsWith('traces-') && data ? [data] : [];
  });
}

/** Sums by key and minute, each transaction as often as it is representative. */
export function sumBy(traces: readonly Trace[], keyOf: (trace: Trace) => string): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const trace of traces) {
    const key = `${keyOf(trace)} ${minuteOf(Date.parse(trace['@timestamp']))}`;
    sums[key] = (sums[key] ?? 0) + trace.transaction.representative_count;
  }
  return sums;
}

/** The value below which the share `q` of the numbers lies. */
export function exactQuantile(numbers: readonly number[], q: number): number {
  const ordered = numbers.toSorted((a, b) => a - b);
  return ordered[Math.floor(q * (ordered.length - 1))] ?? Number.NaN;
}
