import { type RawBuilder, sql } from 'kysely';
import pg from 'pg';
import type { LogEvent } from '../../core/event.ts';
import type { Instant } from '../../core/time.ts';
import type { CountField, EventCount, EventFilter, EventStore } from '../event-store.ts';
import type { Connection } from './connection.ts';
import { copyRows } from './copy.ts';
import { conditionOf, fieldOf } from './event-filter.ts';
import { COLUMNS, eventOf, rowOf } from './event-rows.ts';
import { dayOf, partitions } from './partitions.ts';

const LARGEST_FIND = 1_000;
const ATTEMPTS = 3;

export function postgresEvents(connection: Connection): EventStore {
  const { db, run } = connection;
  const days = partitions(connection, 'events');

  /** A partition may be dropped between making and filling it. */
  async function append(events: readonly LogEvent[], attempt = 1): Promise<number> {
    const newest = [...highestRevisions(events)];
    await days.ensure(newest.map((event) => dayOf(event['@timestamp'])));
    try {
      return await insert(connection, newest);
    } catch (error) {
      if (!isPartitionGone(error) || attempt === ATTEMPTS) throw error;
      days.forget();
      return append(events, attempt + 1);
    }
  }

  async function find(filter: EventFilter, limit: number): Promise<LogEvent[]> {
    const newestFirst = db.selectFrom('events').selectAll().where(conditionOf(filter)).orderBy('at', 'desc');
    const rows = await newestFirst.limit(Math.min(limit, LARGEST_FIND)).execute();
    return rows.map(eventOf);
  }

  async function count(
    filter: EventFilter,
    by: readonly CountField[],
    every?: number,
  ): Promise<EventCount[]> {
    const columns = [
      ...by.map(fieldOf),
      every === undefined ? sql`${sql.lit(filter.window.from)}` : bucket(every),
    ];
    const names = columns.map((_, index) => sql.ref(`c${index}`));
    const named = columns.map((column, index) => sql`${column} as ${names[index]}`);
    const { rows } = await sql<EventCount>`
      select array[${sql.join(names.slice(0, -1))}]::text[] as key, ${names.at(-1)}::bigint as at, count from (
        select ${sql.join(named)}, count(*) as count from sysmon.events
        where ${conditionOf(filter)} group by ${sql.join(columns.map((_, index) => sql.lit(index + 1)))}
      ) counted`.execute(db);
    return rows;
  }

  async function span(filter: EventFilter) {
    const { rows } = await sql<{ first: Instant; last: Instant; count: number }>`
      select min(at) as first, max(at) as last, count(*) as count from sysmon.events
      where ${conditionOf(filter)} having count(*) > 0`.execute(db);
    return rows[0];
  }

  return {
    append: (events) => run(() => append(events)),
    find: (filter, limit) => run(() => find(filter, limit)),
    count: (filter, by, every) => run(() => count(filter, by, every)),
    span: (filter) => run(() => span(filter)),
    drop: (before) => run(() => days.drop(before)),
    /** All of a batch or an error: there are none. */
    deadLetters: async () => ({ count: 0 }),
  };
}

/** As `bucketOf` of core/time, with the remainder of a time before 1970 made positive. */
function bucket(every: number): RawBuilder<number> {
  const size = sql.lit(every);
  return sql`at - ((at % ${size}) + ${size}) % ${size}`;
}

function highestRevisions(events: readonly LogEvent[]): Iterable<LogEvent> {
  const byId = new Map<string, LogEvent>();
  for (const event of events) {
    const key = `${dayOf(event['@timestamp'])} ${event['event.id']}`;
    if (event.revision > (byId.get(key)?.revision ?? -1)) byId.set(key, event);
  }
  return byId.values();
}

/**
 * COPY into a temporary table and INSERT from there: half as fast again as UNNEST at 5,000 events. In the order of the key, so that two writers of
 * the same events wait for each other and not in a circle.
 */
async function insert({ transaction }: Connection, events: readonly LogEvent[]): Promise<number> {
  if (events.length === 0) return 0;
  return transaction(async (client) => {
    await client.query('create temp table if not exists staging (like sysmon.events) on commit delete rows');
    await copyRows(client, 'staging', COLUMNS, events.map(rowOf));
    const { rowCount } = await client.query(MERGE);
    return rowCount ?? 0;
  });
}

const MERGE = `
  insert into sysmon.events as e (${COLUMNS}) select ${COLUMNS} from staging order by id, day
  on conflict (id, day) do update set ${COLUMNS.slice(2).map((column) => `${column} = excluded.${column}`)}
  where excluded.revision > e.revision`;

/** "no partition of relation found for row" */
function isPartitionGone(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.code === '23514';
}
