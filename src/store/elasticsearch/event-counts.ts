import type { estypes } from '@elastic/elasticsearch';
import type { CountField, EventCount, EventFilter } from '../event-store.ts';
import type { Connection } from './connection.ts';
import { queryOf } from './event-query.ts';
import { ON_NO_INDEX, totalOf } from './search.ts';

/** Buckets an answer; Elasticsearch allows 65,535. */
const PAGE = 10_000;
const AT = 'at';

/** `terms` would be cut at its size and guess across shards; the pages of a `composite` aggregation hold every key exactly once. */
export async function countEvents(
  { run, names }: Connection,
  filter: EventFilter,
  by: readonly CountField[],
  every?: number,
): Promise<EventCount[]> {
  const sources = [...by.map(fieldSource), ...(every === undefined ? [] : [bucketSource(every)])];
  const common = { index: names.eventsIn(filter.window), ...ON_NO_INDEX, size: 0, query: queryOf(filter) };
  if (sources.length === 0) {
    const { hits } = await run((client) => client.search({ ...common, track_total_hits: true }));
    const count = totalOf(hits.total);
    return count === 0 ? [] : [{ key: [], at: filter.window.from, count }];
  }
  const counts: EventCount[] = [];
  let after: estypes.AggregationsCompositeAggregateKey | undefined;
  do {
    const composite = { size: PAGE, sources, ...(after && { after }) };
    const answer = await run((client) =>
      client.search<unknown, { counts: estypes.AggregationsCompositeAggregate }>({
        ...common,
        track_total_hits: false,
        aggregations: { counts: { composite } },
      }),
    );
    const page = answer.aggregations?.counts;
    for (const bucket of bucketsOf(page)) counts.push(countOf(bucket, by, filter));
    after = page?.after_key;
  } while (after);
  return counts;
}

type Source = Record<string, estypes.AggregationsCompositeAggregationSource>;

/** Named by its place, since one field may be asked for twice. */
function fieldSource(field: CountField, place: number): Source {
  return { [`f${place}`]: { terms: { field, missing_bucket: true } } };
}

/** Buckets start at multiples of their width since 1970, as those of `bucketOf` do. */
function bucketSource(every: number): Source {
  return { [AT]: { date_histogram: { field: '@timestamp', fixed_interval: `${every}ms` } } };
}

type Bucket = Pick<estypes.AggregationsCompositeBucket, 'key' | 'doc_count'>;

function bucketsOf(page: estypes.AggregationsCompositeAggregate | undefined): readonly Bucket[] {
  return page && Array.isArray(page.buckets) ? page.buckets : [];
}

function countOf(
  { key, doc_count: count }: Bucket,
  by: readonly CountField[],
  { window }: EventFilter,
): EventCount {
  return {
    key: by.map((_, place) => String(key[`f${place}`] ?? '')),
    at: AT in key ? Number(key[AT]) : window.from,
    count,
  };
}
