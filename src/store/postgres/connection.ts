import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { ConfigError } from '../../core/errors.ts';
import type { Log } from '../../core/log.ts';
import { explainFailure } from './failure.ts';
import type { Tables } from './tables.ts';

export interface Connection {
  db: Kysely<Tables>;
  /** One transaction on one connection, for what Kysely does not know (COPY). */
  transaction<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T>;
  /** Every call to the database passes here: its failures come out in sysmon's words. */
  run<T>(work: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

const STATEMENT_TIMEOUT = 60_000;
/** Longer than between two polls: to open a connection costs both sides more than all that a poll asks. */
const IDLE_TIMEOUT = 60_000;

/** Opens a pool. Connects when it is first used; throws `ConfigError` if the URL is none. */
export function connect(url: string, log: Log): Connection {
  if (!URL.canParse(url))
    throw new ConfigError(['DATABASE_URL: is not a URL such as postgres://user:password@host:5432/name']);
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    application_name: 'sysmon',
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: IDLE_TIMEOUT,
    statement_timeout: STATEMENT_TIMEOUT,
    query_timeout: STATEMENT_TIMEOUT + 5_000,
    keepAlive: true,
    types: { getTypeParser },
  });
  surviveLostConnections(pool, log);
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) }).withSchema('sysmon');
  return { db, transaction: (work) => inTransaction(pool, work), run, close: () => db.destroy() };
}

async function run<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw explainFailure(error);
  }
}

async function inTransaction<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    const result = await work(client);
    await client.query('commit');
    client.release();
    return result;
  } catch (error) {
    const broken = await client.query('rollback').then(
      () => false,
      () => true,
    );
    client.release(broken);
    throw error;
  }
}

/** A connection that breaks emits `error`, idle or in use; without a listener that would end the process. Its query fails by itself. */
function surviveLostConnections(pool: pg.Pool, log: Log): void {
  pool.on('connect', (client) => {
    client.on('error', (error) => log.warn({ reason: error.message }, 'A database connection broke'));
  });
  pool.on('error', () => {});
}

/** int8 arrives as text, since it may exceed a number; times in milliseconds and counts do not. */
function getTypeParser(oid: number, format?: 'text' | 'binary') {
  return oid === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(oid, format);
}
