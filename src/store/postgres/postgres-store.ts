import { sql } from 'kysely';
import type { Log } from '../../core/log.ts';
import type { Clock } from '../../core/time.ts';
import type { Store } from '../store.ts';
import { connect } from './connection.ts';
import { postgresDocuments } from './documents.ts';
import { postgresEvents } from './events.ts';
import { migrate } from './migrate.ts';
import { postgresSeries } from './series.ts';

/**
 * Opens a store in a PostgreSQL database (15 and later), in the schema `sysmon`, and brings its tables up to date. Rejects with `ConfigError` (no URL),
 * `UpstreamError` (can't be reached just now) or `RejectedError` (wrong password, missing right).
 */
export async function openPostgresStore(options: { url: string; clock: Clock; log: Log }): Promise<Store> {
  const connection = connect(options.url, options.log);
  try {
    await connection.run(() => migrate(connection));
  } catch (error) {
    await connection.close();
    throw error;
  }
  return {
    events: postgresEvents(connection),
    series: postgresSeries(connection),
    documents: postgresDocuments(connection, options.clock),
    ping: () => connection.run(async () => void (await sql`select 1`.execute(connection.db))),
    close: connection.close,
  };
}
