import { createHash } from 'node:crypto';
import type { LRUCache } from 'lru-cache';
import type pg from 'pg';
import { metric as metricOf } from '../../core/metrics.ts';
import { type Point, seriesKey } from '../../core/series.ts';
import { bucketOf, HOUR } from '../../core/time.ts';
import { cleanJson } from '../clean.ts';
import { LOCKS } from './locks.ts';
import { dayOf } from './partitions.ts';

/** The id follows from the key, so that no writer has to ask for it. */
export function seriesId({ metric, labels }: Pick<Point, 'metric' | 'labels'>): string {
  const key = seriesKey(metric, JSON.parse(cleanJson(labels)));
  return createHash('sha256').update(key).digest('hex').slice(0, 32);
}

/** One writer at a time: an hour must be rolled up from all of its minutes, and two writers would each miss the other's. */
export async function writePoints(
  client: pg.PoolClient,
  points: ReadonlyMap<string, Point>,
  seen: LRUCache<string, true>,
) {
  const rows = [...points.values()].map((point) => ({ ...point, id: seriesId(point) }));
  const unseen = new Map(rows.filter(({ id }) => !seen.has(id)).map((row) => [row.id, row]));
  await client.query('select pg_advisory_xact_lock($1)', [LOCKS.series]);
  await client.query(SERIES, [
    [...unseen.keys()],
    [...unseen.values()].map(({ metric }) => metric),
    [...unseen.values()].map(({ labels }) => cleanJson(labels)),
  ]);
  await client.query(MINUTES, [
    rows.map(({ at }) => dayOf(at)),
    rows.map(({ id }) => id),
    rows.map(({ at }) => at),
    rows.map(({ value }) => value),
    rows.map(({ bins }) => (bins ? JSON.stringify(bins) : null)),
  ]);
  const hours = new Map(rows.map((row) => [`${row.id} ${bucketOf(row.at, HOUR)}`, row]));
  await client.query(HOURS, [
    [...hours.values()].map(({ id }) => id),
    [...hours.values()].map(({ at }) => bucketOf(at, HOUR)),
    [...hours.values()].map(({ at }) => dayOf(at)),
    [...hours.values()].map(({ metric }) => metricOf(metric).kind),
  ]);
}

const SERIES = `
  insert into sysmon.series (id, metric, labels)
  select * from unnest($1::uuid[], $2::text[], $3::jsonb[]) on conflict (id) do nothing`;

const MINUTES = `
  insert into sysmon.points_minute (day, series_id, at, value, bins)
  select * from unnest($1::int[], $2::uuid[], $3::bigint[], $4::float8[], $5::jsonb[])
  on conflict (series_id, at, day) do update set value = excluded.value, bins = excluded.bins`;

const HOURS = `
  insert into sysmon.points_hour (series_id, at, value, bins)
  select t.series_id, t.at, m.value, b.bins
  from unnest($1::uuid[], $2::bigint[], $3::int[], $4::text[]) as t (series_id, at, day, kind)
  cross join lateral (
    select case when t.kind = 'gauge' then avg(p.value) else sum(p.value) end as value
    from sysmon.points_minute p
    where p.day = t.day and p.series_id = t.series_id and p.at >= t.at and p.at < t.at + ${HOUR}
  ) m
  cross join lateral (
    select jsonb_object_agg(bin, total) as bins from (
      select bin, sum(number::bigint) as total
      from sysmon.points_minute p cross join jsonb_each_text(p.bins) as each (bin, number)
      where t.kind = 'duration' and p.day = t.day and p.series_id = t.series_id and p.at >= t.at and p.at < t.at + ${HOUR}
      group by bin
    ) merged
  ) b
  on conflict (series_id, at) do update set value = excluded.value, bins = excluded.bins`;
