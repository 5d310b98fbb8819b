import pg from 'pg';
import { beforeEach, describe, expect, test } from 'vitest';
import { silentLog } from '../../src/core/log.ts';
import { MINUTE, SECOND } from '../../src/core/time.ts';
import { openPostgresStore } from '../../src/store/postgres/postgres-store.ts';
import type { Store } from '../../src/store/store.ts';
import { freshDatabase } from '../support/database.ts';
import { openMemoryStore } from '../support/memory-store.ts';
import { type TurnedClock, turnedClock } from '../unit/alerts/finding.ts';
import { history, NOW, openWorld, outage } from './alerts-world.ts';

const url = await freshDatabase();
const stores: Record<string, (clock: TurnedClock) => Promise<Store>> = {
  memory: async (clock) => openMemoryStore({ clock }),
  PostgreSQL: async (clock) => {
    const client = new pg.Client(url);
    await client.connect();
    await client.query('drop schema if exists sysmon cascade').finally(() => client.end());
    return openPostgresStore({ url, clock, log: silentLog });
  },
};

describe.each(Object.entries(stores))('from events to alerts, on %s', (_, open) => {
  let world: ReturnType<typeof openWorld>;
  let clock: TurnedClock;

  beforeEach(async () => {
    clock = turnedClock(NOW);
    world = openWorld(await open(clock), clock);
    await world.collect(history(30));
    await world.detect();
    return () => world.store.close();
  });

  test('a first start with history pages no one, and learns it', async () => {
    expect(await world.alerts.list()).toEqual([]);
    expect(world.queue.asked.filter((asked) => asked.startsWith('notify'))).toEqual([]);
    const [known] = await world.store.documents.find('detector', { where: { rule: ['new-codes'] } });
    expect(known?.data).toMatchObject({
      position: NOW - MINUTE,
      state: { codes: { 'API-0001': 0, 'API-PAST': 0 } },
    });
  });

  test('a burst is an alert within seconds, on the minute that still fills, with its codes', async () => {
    clock.set(NOW + 8 * SECOND);
    await world.collect(outage(NOW, 40));
    await world.detect();
    const [alert, ...more] = await world.alerts.list();
    expect(more).toEqual([]);
    expect(alert?.data).toMatchObject({
      service: 'api',
      startedAt: NOW,
      state: 'firing',
      severity: 'severe',
    });
    expect(alert?.data.reason).toMatch(/new error API-POOL, 40 times in a minute/);
    expect(alert?.data.reason).toMatch(/40 errors\/min, usually 0 to \d/);
    const [code] = alert?.data.codes ?? [];
    expect(code).toMatchObject({ code: 'API-POOL', count: 40 });
    expect(code?.sample).toMatch(/^order \d+ failed: no connection/);
  });

  test('two workers that detect at once make one alert', async () => {
    clock.set(NOW + 8 * SECOND);
    await world.collect(outage(NOW, 40));
    const another = openWorld(world.store, clock);
    await Promise.all([world.detect(), another.detect()]);
    expect(await world.alerts.list()).toHaveLength(1);
  });
});
