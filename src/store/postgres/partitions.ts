import { sql } from 'kysely';
import type pg from 'pg';
import { DAY, type Instant } from '../../core/time.ts';
import type { Connection } from './connection.ts';
import { LOCKS } from './locks.ts';

export interface Partitions {
  /** Makes those that are missing, for any days. */
  ensure(days: Iterable<number>): Promise<void>;
  /** The days among these that have no partition. */
  missing(days: Iterable<number>): Promise<number[]>;
  /** Forgets which are there, since another process has dropped one. */
  forget(): void;
  /** Drops the days that lie wholly before `before`. */
  drop(before: Instant): Promise<void>;
}

export function dayOf(at: Instant): number {
  return Math.floor(at / DAY);
}

/** The partitions of one table: a UTC day each, made when the first row of that day comes, whatever day that is. */
export function partitions({ db, transaction }: Connection, table: 'events' | 'points_minute'): Partitions {
  const known = new Set<number>();

  async function missing(days: Iterable<number>): Promise<number[]> {
    const unknown = [...new Set(days)].filter((day) => !known.has(day));
    if (unknown.length === 0) return [];
    const names = unknown.map((day) => partitionOf(table, day));
    const { rows } = await sql<{ day: number }>`
      select day from unnest(${unknown}::int[], ${names}::text[]) as wanted (day, name)
      where to_regclass(name) is null`.execute(db);
    const absent = new Set(rows.map(({ day }) => day));
    for (const day of unknown) if (!absent.has(day)) known.add(day);
    return [...absent];
  }

  async function ensure(days: Iterable<number>): Promise<void> {
    const absent = await missing(days);
    if (absent.length === 0) return;
    await transaction(async (client) => {
      await client.query('select pg_advisory_xact_lock($1)', [LOCKS.partitions]);
      for (const day of absent) await attach(client, table, day);
    });
  }

  async function drop(before: Instant): Promise<void> {
    const { rows } = await sql<{ name: string }>`
      select i.inhrelid::regclass::text as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
      where i.inhparent = ${`sysmon.${table}`}::regclass
        and substring(pg_get_expr(c.relpartbound, c.oid) from '-?[0-9]+')::int < ${dayOf(before)}`.execute(
      db,
    );
    for (const { name } of rows) {
      await transaction(async (client) => {
        await client.query("set local lock_timeout = '10s'");
        await client.query(`drop table if exists ${name}`);
      });
    }
    known.clear();
  }

  return { ensure, missing, forget: () => known.clear(), drop };
}

function partitionOf(table: string, day: number): string {
  const date = new Date(day * DAY).toISOString().split('T')[0] ?? '';
  return `sysmon.${table}_${date.replace(/\W/g, '_')}`;
}

/**
 * ATTACH, unlike CREATE … PARTITION OF, lets others read and write meanwhile. Rows are almost only added, so vacuum comes early: a count from the
 * index alone needs it.
 */
async function attach(client: pg.PoolClient, table: string, day: number): Promise<void> {
  const partition = partitionOf(table, day);
  if (await isThere(client, partition)) return;
  await client.query(`
    create table ${partition} (like sysmon.${table} including all)
    with (autovacuum_vacuum_insert_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.05)`);
  await client.query(`
    alter table sysmon.${table} attach partition ${partition} for values from (${day}) to (${day + 1})`);
}

/** Asks the table itself: `to_regclass` may answer from what this connection remembers, without what another has made while we waited for the lock. */
async function isThere(client: pg.PoolClient, partition: string): Promise<boolean> {
  const { rowCount } = await client.query(
    `select from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname || '.' || c.relname = $1`,
    [partition],
  );
  return rowCount !== 0;
}
