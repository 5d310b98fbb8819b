import type { estypes } from '@elastic/elasticsearch';
import { metric as metricOf } from '../../core/metrics.ts';
import { type Labels, type Series, type Step, seriesKey } from '../../core/series.ts';
import { HOUR, MINUTE } from '../../core/time.ts';
import type { SeriesFilter } from '../series-store.ts';
import type { Connection } from './connection.ts';
import { ON_NO_INDEX } from './search.ts';
import { hoursIn, labelField, minutesIn } from './series-query.ts';

/** Buckets an answer; one of minutes has up to 60 numbers. */
const PAGE_OF_MINUTES = 1_000;
const PAGE_OF_HOURS = 10_000;
const PATHS = ['after_key', 'buckets.key', 'buckets.*.sum', 'buckets.*.count'];
const VALUE = 'value';

type Key = Record<string, string | number | null>;
type Bucket = { key: Key } & Record<string, { sum: number; count: number }>;
interface Groups {
  after_key?: estypes.AggregationsCompositeAggregateKey;
  buckets?: Bucket[];
}

/** Counters and gauges, put together by Elasticsearch. A bucket is an hour of a group, with a number for each of its minutes, or one. */
export async function readNumbers(
  { run }: Connection,
  index: string,
  filter: SeriesFilter,
  step: Step,
  by: readonly string[],
): Promise<Series[]> {
  const size = step === HOUR ? PAGE_OF_HOURS : PAGE_OF_MINUTES;
  const aggregations = step === HOUR ? { [VALUE]: statsOf(VALUE) } : statsOfMinutes(filter);
  const series = new Map<string, Series>();
  let after: Groups['after_key'];
  do {
    const composite = { size, sources: sourcesOf(by), ...(after && { after }) };
    const answer = await run((client) =>
      client.search<unknown, { groups: Groups }>({
        index,
        ...ON_NO_INDEX,
        size: 0,
        track_total_hits: false,
        query: hoursIn(filter),
        aggregations: { groups: { composite, aggregations } },
        filter_path: PATHS.map((path) => `aggregations.groups.${path}`),
      }),
    );
    const { buckets = [], after_key } = answer.aggregations?.groups ?? {};
    for (const bucket of buckets) addBucket(series, bucket, filter, by);
    after = buckets.length === size ? after_key : undefined;
  } while (after);
  return [...series.values()];
}

/** The hour comes first, so the samples of every group come in order. */
function sourcesOf(by: readonly string[]): Record<string, estypes.AggregationsCompositeAggregationSource>[] {
  const labels = by.map((name, place) => ({
    [`by${place}`]: { terms: { field: labelField(name), missing_bucket: true } },
  }));
  return [{ hour: { terms: { field: 'hour' } } }, ...labels];
}

/** A sum alone would not tell a minute of zeros from one without data. */
function statsOf(field: string): estypes.AggregationsAggregationContainer {
  return { stats: { field } };
}

function statsOfMinutes({ window }: SeriesFilter): Record<string, estypes.AggregationsAggregationContainer> {
  return Object.fromEntries(minutesIn(window).map((minute) => [minute, statsOf(`minutes.${minute}`)]));
}

function addBucket(
  all: Map<string, Series>,
  { key, ...stats }: Bucket,
  { metric, window }: SeriesFilter,
  by: readonly string[],
): void {
  const labels = labelsOf(key, by);
  const id = seriesKey(metric, labels);
  const series = all.get(id) ?? { metric, labels, samples: [] };
  const isGauge = metricOf(metric).kind === 'gauge';
  for (const [name, { sum, count }] of Object.entries(stats)) {
    const at = Number(key.hour) + (name === VALUE ? 0 : Number(name) * MINUTE);
    if (count === 0 || at < window.from || at >= window.to) continue;
    series.samples.push({ at, value: isGauge ? sum / count : sum });
  }
  if (series.samples.length > 0) all.set(id, series);
}

function labelsOf(key: Key, by: readonly string[]): Labels {
  const entries = by.map((name, place) => [name, key[`by${place}`] ?? undefined] as const);
  return Object.fromEntries(
    entries.flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  );
}
