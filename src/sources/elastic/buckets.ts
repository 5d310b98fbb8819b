import type { estypes } from '@elastic/elasticsearch';
import { z } from 'zod';
import type { Caller } from './call.ts';
import type { Query } from './query.ts';

/** How documents are put together: by the value of a field, or by the minute (or more) of a time. */
export type Part = { field: string; orNone?: boolean } | { time: string; every: string };

export interface BucketsAsked<K extends string, N extends string> {
  indices: readonly string[];
  query: Query;
  by: Record<K, Part>;
  /** Metric aggregations (sum, max, …) of each bucket. */
  values: Record<N, estypes.AggregationsAggregationContainer>;
  /** Buckets in one answer; 1,000 unless said. */
  page?: number;
}

/** `key`: a time is its milliseconds, a field without a value null. `count` is weighted by `_doc_count`, as Elasticsearch does. */
export type Buckets<K extends string, N extends string> = {
  key: Record<K, string | number | boolean | null>;
  count: number;
  values: Record<N, number | null>;
}[];

const Key = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));
const Value = z.object({ value: z.number().nullable() });
const Bucket = z.looseObject({ key: Key, doc_count: z.number() });
const Answer = z.object({
  aggregations: z
    .object({ all: z.object({ after_key: Key.optional(), buckets: z.array(Bucket) }) })
    // Where there is no index, there is no aggregation either.
    .default({ all: { buckets: [] } }),
});

const PAGE = 1_000;

/** A composite aggregation, page by page, so that memory is bounded on both sides. */
export async function* bucketPages<K extends string, N extends string>(
  call: Caller['call'],
  asked: BucketsAsked<K, N>,
): AsyncGenerator<Buckets<K, N>> {
  const { page = PAGE } = asked;
  for (let after: z.infer<typeof Key> | undefined; ; ) {
    const { buckets, after_key: last } = await pageOf(call, asked, after);
    if (buckets.length > 0) yield buckets.map((bucket) => bucketOf(asked, bucket));
    if (buckets.length < page || !last) return;
    after = last;
  }
}

async function pageOf<K extends string, N extends string>(
  call: Caller['call'],
  { indices, query, by, values, page = PAGE }: BucketsAsked<K, N>,
  after: z.infer<typeof Key> | undefined,
) {
  const sources = Object.entries<Part>(by).map(([name, part]) => ({ [name]: sourceOf(part) }));
  const composite = { sources, size: page, ...(after && { after }) };
  const answer = await call({ indices, privilege: 'read' }, (client, signal) =>
    client.search(
      {
        index: [...indices],
        ignore_unavailable: true,
        query,
        size: 0,
        track_total_hits: false,
        aggs: { all: { composite, aggs: values } },
      },
      { signal },
    ),
  );
  return Answer.parse(answer).aggregations.all;
}

function sourceOf(part: Part): estypes.AggregationsCompositeAggregationSource {
  if ('time' in part) return { date_histogram: { field: part.time, fixed_interval: part.every } };
  return { terms: { field: part.field, missing_bucket: part.orNone ?? false } };
}

function bucketOf<K extends string, N extends string>(
  { by, values }: BucketsAsked<K, N>,
  { key, doc_count: count, ...rest }: z.infer<typeof Bucket>,
): Buckets<K, N>[number] {
  const pick = <T, R>(names: Record<string, unknown>, of: (name: string) => R) =>
    Object.fromEntries(Object.keys(names).map((name) => [name, of(name)])) as T;
  return {
    key: pick(by, (name) => key[name] ?? null),
    count,
    values: pick(values, (name) => Value.parse(rest[name]).value),
  };
}
