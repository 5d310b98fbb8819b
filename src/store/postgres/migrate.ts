import { Migrator } from 'kysely/migration';
import type { Connection } from './connection.ts';
import { LOCKS } from './locks.ts';
import { createStore } from './migrations/001-store.ts';
import { indexRecentPoints } from './migrations/002-recent-points.ts';

const MIGRATIONS = {
  '001-store': createStore,
  '002-recent-points': indexRecentPoints,
};

/** Brings the tables up to date. Processes that start together wait for the first: Kysely locks only once its own tables are there. */
export async function migrate({ db, transaction }: Connection): Promise<void> {
  await transaction(async (client) => {
    await client.query('select pg_advisory_xact_lock($1)', [LOCKS.migrate]);
    const migrator = new Migrator({
      db,
      provider: { getMigrations: async () => MIGRATIONS },
      migrationTableSchema: 'sysmon',
    });
    const { error } = await migrator.migrateToLatest();
    if (error) throw error;
  });
}
