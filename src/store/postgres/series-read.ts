import { type Kysely, type RawBuilder, sql } from 'kysely';
import { metric as metricOf } from '../../core/metrics.ts';
import type { Labels, Sample, Series } from '../../core/series.ts';
import type { Bins } from '../../core/sketch.ts';
import { HOUR } from '../../core/time.ts';
import { cleanJson } from '../clean.ts';
import type { SeriesFilter } from '../series-store.ts';
import { dayOf } from './partitions.ts';
import type { Tables } from './tables.ts';

type Points = 'points_minute' | 'points_hour';

interface Row {
  key: (string | null)[];
  at: number;
  value: number;
  bins: Bins | null;
}

/** All is put together by PostgreSQL, sketches too: in half the time that it takes here, where everything else would wait. */
export async function readSeries(
  db: Kysely<Tables>,
  filter: SeriesFilter,
  points: Points,
  by: readonly string[],
): Promise<Series[]> {
  const { kind } = metricOf(filter.metric);
  const value = kind === 'gauge' ? sql`avg(p.value)` : sql`sum(p.value)`;
  const bins =
    kind === 'duration'
      ? sql`sysmon.merge_bins(array_agg(p.bins) filter (where p.bins is not null))`
      : sql`null::jsonb`;
  const { rows } = await sql<Row>`
    select array[${sql.join(by.map((name) => sql`s.labels ->> ${name}`))}]::text[] as key, p.at, ${value} as value, ${bins} as bins
    from sysmon.series s join sysmon.${sql.raw(points)} p on p.series_id = s.id
    where ${matches(filter)} and ${inWindow(filter, points)}
    group by 1, 2 order by 2`.execute(db);
  const groups = Map.groupBy(rows, ({ key }) => JSON.stringify(key));
  return [...groups.values()].map((group) => ({
    metric: filter.metric,
    labels: labelsOf(by, group[0]?.key ?? []),
    samples: group.map(sampleOf),
  }));
}

/** Minutes say it exactly; where they are dropped, an hour that lies wholly in the window does. */
export async function listLabels(db: Kysely<Tables>, filter: SeriesFilter): Promise<Labels[]> {
  const { from, to } = filter.window;
  const { rows } = await sql<{ labels: Labels }>`
    select s.labels from sysmon.series s where ${matches(filter)} and (
      exists (select from sysmon.points_minute p where p.series_id = s.id and ${inWindow(filter, 'points_minute')})
      or exists (select from sysmon.points_hour p where p.series_id = s.id and p.at >= ${from} and p.at <= ${to - HOUR})
    )`.execute(db);
  return rows.map(({ labels }) => labels);
}

function inWindow({ window: { from, to } }: SeriesFilter, points: Points): RawBuilder<boolean> {
  const days = points === 'points_minute' ? sql`p.day between ${dayOf(from)} and ${dayOf(to)} and ` : sql``;
  return sql`${days} p.at >= ${from} and p.at < ${to}`;
}

function matches({ metric, where = {}, not = {} }: SeriesFilter): RawBuilder<boolean> {
  return sql.join(
    [
      sql`s.metric = ${metric}`,
      ...Object.entries(where).map(([name, values]) => oneOf(name, values)),
      ...Object.entries(not).map(([name, values]) => sql`not ${oneOf(name, values)}`),
    ],
    sql` and `,
  );
}

/** By containment, which the index on labels answers; an empty value also means a series without that label. */
function oneOf(name: string, values: readonly string[]): RawBuilder<boolean> {
  if (values.length === 0) return sql`false`;
  if (values.includes('')) return sql`coalesce(s.labels ->> ${name}, '') = any(${values})`;
  return sql`(${sql.join(
    values.map((value) => sql`s.labels @> ${cleanJson({ [name]: value })}::jsonb`),
    sql` or `,
  )})`;
}

function labelsOf(by: readonly string[], key: readonly (string | null)[]): Labels {
  return Object.fromEntries(
    by.map((name, index) => [name, key[index]] as const).filter(([, value]) => value !== null),
  ) as Labels;
}

function sampleOf({ at, value, bins }: Row): Sample {
  return bins ? { at, value, bins } : { at, value };
}
