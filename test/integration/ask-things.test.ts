import { afterAll, expect, test } from 'vitest';
import { answer, known } from '../../src/ask/index.ts';
import { silentLog } from '../../src/core/log.ts';
import { openPostgresStore } from '../../src/store/postgres/postgres-store.ts';
import { freshDatabase } from '../support/database.ts';
import { openMemoryStore } from '../support/memory-store.ts';
import { clock } from '../unit/ask/stored.ts';
import { CONTAINERS, FLEET } from '../unit/ask/things.ts';
import { questionIn, TIMEZONE } from '../unit/ask/world.ts';

const url = await freshDatabase();
const memory = openMemoryStore({ clock });
const postgres = await openPostgresStore({ url, clock, log: silentLog });
for (const { series } of [memory, postgres]) await series.write([...FLEET, ...CONTAINERS]);
afterAll(() => postgres.close());

test.each([
  'devices',
  'devices by fleet',
  'devices offline last 2h',
  'containers',
  'restarted containers',
  'memory by container last 6h',
  'cpu of devices',
  'pods',
])('PostgreSQL answers as the memory does: %s', async (text) => {
  const [remembered, stored] = await Promise.all(
    [memory, postgres].map(async (store) => {
      const question = questionIn(text, { known: await known(store, clock, 0) });
      return answer(question, { store, clock, timezone: TIMEZONE });
    }),
  );
  expect(remembered?.headline).not.toBe('');
  expect(stored).toEqual(remembered);
});
