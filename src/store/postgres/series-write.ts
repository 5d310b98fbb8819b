import { createHash } from 'node:crypto';
import type { LRUCache } from 'lru-cache';
import type pg from 'pg';
import { metric as metricOf } from '../../core/metrics.ts';
import { type Point, seriesKey } from '../../core/series.ts';
import { bucketOf, HOUR } from '../../core/time.ts';
import { cleanJson } from '../clean.ts';
import { LOCKS } from './locks.ts';
import { dayOf } from './partitions.ts';

/** A point with its labels as JSON, and the id of its series, which follows from the key: no writer has to ask for it. */
export interface PointRow extends Omit<Point, 'labels'> {
  id: string;
  labels: string;
}

/** The last writing of each bucket. */
export function rowsOf(points: readonly Point[]): PointRow[] {
  const rows = new Map<string, PointRow>();
  for (const point of points) {
    const labels = cleanJson(point.labels);
    const key = seriesKey(point.metric, JSON.parse(labels));
    const id = createHash('sha256').update(key).digest('hex').slice(0, 32);
    rows.set(`${id} ${point.at}`, { ...point, id, labels });
  }
  return [...rows.values()];
}

/** One writer at a time: an hour is rolled up from all of its minutes, and of two writers each would miss the other's. */
export async function writeRows(
  client: pg.PoolClient,
  rows: readonly PointRow[],
  seen: LRUCache<string, true>,
) {
  const unseen = uniqueBy(
    rows.filter(({ id }) => !seen.has(id)),
    ({ id }) => id,
  );
  const hours = uniqueBy(rows, ({ id, at }) => `${id} ${bucketOf(at, HOUR)}`);
  await client.query('select pg_advisory_xact_lock($1)', [LOCKS.series]);
  if (unseen.length > 0) await client.query(SERIES, columnsOf(unseen, SERIES_COLUMNS));
  await client.query(MINUTES, columnsOf(rows, MINUTE_COLUMNS));
  await client.query(HOURS, columnsOf(hours, HOUR_COLUMNS));
}

type Column = (row: PointRow) => string | number | null;

function columnsOf(rows: readonly PointRow[], columns: readonly Column[]) {
  return columns.map((column) => rows.map(column));
}

function uniqueBy(rows: readonly PointRow[], key: (row: PointRow) => string): PointRow[] {
  return [...new Map(rows.map((row) => [key(row), row])).values()];
}

const SERIES_COLUMNS: Column[] = [({ id }) => id, ({ metric }) => metric, ({ labels }) => labels];
const SERIES = `
  insert into sysmon.series (id, metric, labels)
  select * from unnest($1::uuid[], $2::text[], $3::jsonb[]) on conflict (id) do nothing`;

const MINUTE_COLUMNS: Column[] = [
  ({ at }) => dayOf(at),
  ({ id }) => id,
  ({ at }) => at,
  ({ value }) => value,
  ({ bins }) => (bins ? JSON.stringify(bins) : null),
];
const MINUTES = `
  insert into sysmon.points_minute (day, series_id, at, value, bins)
  select * from unnest($1::int[], $2::uuid[], $3::bigint[], $4::float8[], $5::jsonb[])
  on conflict (series_id, at, day) do update set value = excluded.value, bins = excluded.bins`;

const HOUR_COLUMNS: Column[] = [
  ({ id }) => id,
  ({ at }) => bucketOf(at, HOUR),
  ({ at }) => dayOf(at),
  ({ metric }) => metricOf(metric).kind,
];
const HOURS = `
  insert into sysmon.points_hour (series_id, at, value, bins)
  select touched.id, touched.at, hour.*
  from unnest($1::uuid[], $2::bigint[], $3::int[], $4::text[]) as touched (id, at, day, kind)
  cross join lateral (
    select case when touched.kind = 'gauge' then avg(p.value) else sum(p.value) end,
      sysmon.merge_bins(array_agg(p.bins) filter (where p.bins is not null))
    from sysmon.points_minute p
    where p.day = touched.day and p.series_id = touched.id and p.at >= touched.at and p.at < touched.at + ${HOUR}
  ) as hour
  on conflict (series_id, at) do update set value = excluded.value, bins = excluded.bins`;
