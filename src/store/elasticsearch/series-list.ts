import type { estypes } from '@elastic/elasticsearch';
import type { Labels } from '../../core/series.ts';
import { bucketOf, HOUR } from '../../core/time.ts';
import type { SeriesFilter } from '../series-store.ts';
import type { Connection } from './connection.ts';
import { ON_NO_INDEX } from './search.ts';
import { labelsNamed } from './series-labels.ts';
import { matches, minutesOf, type Query } from './series-query.ts';

const PAGE = 10_000;

interface Names {
  after_key?: estypes.AggregationsCompositeAggregateKey;
  buckets: { key: { series: string } }[];
}

/** Minutes say it exactly; where they are dropped, an hour that lies wholly in the window does. */
export async function listLabels(
  connection: Connection,
  index: string,
  filter: SeriesFilter,
): Promise<Labels[]> {
  const query = matches(filter, [hasPoint(filter)]);
  const found: Labels[] = [];
  const long: string[] = [];
  let after: Names['after_key'];
  do {
    const composite = {
      size: PAGE,
      sources: [{ series: { terms: { field: 'series' } } }],
      ...(after && { after }),
    };
    const answer = await connection.run((client) =>
      client.search<unknown, { names: Names }>({
        index,
        ...ON_NO_INDEX,
        size: 0,
        track_total_hits: false,
        query,
        aggregations: { names: { composite } },
      }),
    );
    const { buckets = [], after_key } = answer.aggregations?.names ?? {};
    for (const { key } of buckets) {
      const labels = labelsNamed(key.series);
      if (labels) found.push(labels);
      else long.push(key.series);
    }
    after = buckets.length === PAGE ? after_key : undefined;
  } while (after);
  for (const name of long) found.push(...(await labelsOf(connection, index, name)));
  return found;
}

/** Whole hours have a point if there is a document; of those that the window cuts it is asked by minute. */
function hasPoint({ window }: SeriesFilter): Query {
  const { from, to } = window;
  const whole = { range: { hour: { gte: bucketOf(from + HOUR - 1, HOUR), lt: bucketOf(to, HOUR) } } };
  const cut = [
    ...new Set([from, to].filter((at) => at !== bucketOf(at, HOUR)).map((at) => bucketOf(at, HOUR))),
  ];
  const parts = cut.map((hour) => ({
    bool: { filter: [{ term: { hour } }, anyOf(minutesOf(hour, window).map(hasMinute))] },
  }));
  return anyOf([whole, ...parts]);
}

function hasMinute(minute: number): Query {
  return { exists: { field: `minutes.${minute}` } };
}

function anyOf(queries: Query[]): Query {
  return queries.length === 0 ? { match_none: {} } : { bool: { should: queries, minimum_should_match: 1 } };
}

async function labelsOf({ run }: Connection, index: string, series: string): Promise<Labels[]> {
  const request = { index, ...ON_NO_INDEX, size: 1, query: { term: { series } }, _source: ['labels'] };
  const { hits } = await run((client) => client.search<{ labels: Labels }>(request));
  return hits.hits.flatMap(({ _source: stored }) => (stored ? [stored.labels] : []));
}
