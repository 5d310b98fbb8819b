import pg from 'pg';
import { silentLog } from '../../src/core/log.ts';
import type { Clock } from '../../src/core/time.ts';
import { openPostgresStore } from '../../src/store/postgres/postgres-store.ts';
import { freshDatabase } from '../support/database.ts';
import { documentStoreContract } from './document-store.ts';
import { eventQuestionsContract } from './event-questions.ts';
import { eventStoreContract } from './event-store.ts';
import { seriesStoreContract } from './series-store.ts';

const url = await freshDatabase();

async function open(clock: Clock) {
  const client = new pg.Client(url);
  await client.connect();
  await client.query('drop schema if exists sysmon cascade').finally(() => client.end());
  return openPostgresStore({ url, clock, log: silentLog });
}

eventStoreContract(open);
eventQuestionsContract(open);
seriesStoreContract(open);
documentStoreContract(open);
