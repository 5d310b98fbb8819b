import { sql } from 'kysely';
import { LRUCache } from 'lru-cache';
import type { Point } from '../../core/series.ts';
import { DAY, HOUR, type Instant } from '../../core/time.ts';
import type { SeriesStore } from '../series-store.ts';
import type { Connection } from './connection.ts';
import { dayOf, partitions } from './partitions.ts';
import { listLabels, readSeries } from './series-read.ts';
import { rowsOf, writeRows } from './series-write.ts';

const POINTS_A_TRANSACTION = 5_000;

export function postgresSeries(connection: Connection): SeriesStore {
  const { db, run, transaction } = connection;
  const days = partitions(connection, 'points_minute');
  const seen = new LRUCache<string, true>({ max: 100_000 });

  async function write(points: readonly Point[]): Promise<void> {
    const dropped = await droppedDays(points);
    const kept = points.filter(({ at }) => !dropped.has(dayOf(at)));
    await days.ensure(kept.map(({ at }) => dayOf(at)));
    const rows = rowsOf(kept);
    for (let start = 0; start < rows.length; start += POINTS_A_TRANSACTION) {
      const part = rows.slice(start, start + POINTS_A_TRANSACTION);
      await transaction((client) => writeRows(client, part, seen));
      for (const { id } of part) seen.set(id, true);
    }
  }

  /** Days whose hours are there but whose minutes are gone: a late point would make an hour of itself alone, so it is left out. */
  async function droppedDays(points: readonly Point[]): Promise<Set<number>> {
    const missing = await days.missing(points.map(({ at }) => dayOf(at)));
    if (missing.length === 0) return new Set();
    const { rows } = await sql<{ day: number }>`
      select day from unnest(${missing}::bigint[]) as day where exists (
        select from sysmon.points_hour where at >= day * ${sql.lit(DAY)} and at < (day + 1) * ${sql.lit(DAY)}
      )`.execute(db);
    return new Set(rows.map(({ day }) => day));
  }

  async function drop(minutesBefore: Instant, hoursBefore: Instant): Promise<void> {
    await days.drop(minutesBefore);
    await db
      .deleteFrom('points_hour')
      .where('at', '<', dayOf(hoursBefore) * DAY)
      .execute();
  }

  return {
    write: (points) => run(() => write(points)),
    read: (filter, step, by) =>
      run(() => readSeries(db, filter, step === HOUR ? 'points_hour' : 'points_minute', by)),
    list: (filter) => run(() => listLabels(db, filter)),
    drop: (minutesBefore, hoursBefore) => run(() => drop(minutesBefore, hoursBefore)),
  };
}
