import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFailed, onTestFinished, test, vi } from 'vitest';
import { z } from 'zod';
import { chance } from '../../sandbox/scenario/chance.ts';
import { HOUR, type Window } from '../../src/core/time.ts';
import { startChild } from '../support/child.ts';
import { freshDatabase } from '../support/database.ts';
import { everyEvent } from '../support/every-event.ts';
import { slackHistory } from '../support/slack-history.ts';
import { countedPoints, type KillWorld, openKillWorld, storedPoints } from './kill-world.ts';

const LIVES = 20;
/** Most of a life is its start, which may be killed as well. */
const LONGEST_LIFE = 3_000;
const LIMIT = 180_000;
const PATIENCE = { timeout: 90_000, interval: 200 };
const Cursor = z.object({ position: z.object({ position: z.number() }) });
const database = await freshDatabase();

test('a worker that is killed at 20 random moments stores every line once, counts it once and says it once', {
  timeout: LIMIT,
}, async () => {
  const seed = process.env.KILL_SEED ?? String(Date.now());
  onTestFailed(() => console.log(`KILL_SEED=${seed} kills at the same moments`));
  const world = await openKillWorld(database);
  onTestFinished(world.close);
  const window = { from: Date.now() - HOUR, to: Date.now() + HOUR };

  expect(await killOften(world, seed), 'jobs that a kill interrupted').toBeGreaterThan(0);
  const last = startWorker(world);
  await vi.waitFor(() => expectAllDone(world, window), PATIENCE);
  expect(await last.end('SIGTERM')).toBe(0);

  const { store, writers, slack } = world;
  for (const { service, lines } of writers) {
    const events = await everyEvent(store.events, { window, where: { 'service.name': [service] } });
    expect(events).toHaveLength(lines.length);
    expect(lines.filter((line, index) => !line.endsWith(events[index]?.message ?? ' '))).toEqual([]);
  }
  expect(await storedPoints(store, window)).toEqual(await countedPoints(store, window));
  const told = (await slackHistory(slack)).map(({ metadata }) => metadata?.event_payload.alertId);
  expect(told.length).toBeGreaterThan(0);
  expect(new Set(told).size).toBe(told.length);
});

function startWorker({ variables }: KillWorld) {
  const child = startChild('src/main.ts', variables);
  onTestFinished(async () => {
    await child.end('SIGKILL');
  });
  return child;
}

/** Writes all lines meanwhile; returns how many jobs were at work when they were killed. */
async function killOften(world: KillWorld, seed: string): Promise<number> {
  const random = chance(seed);
  let interrupted = 0;
  for (let life = 0; life < LIVES; life++) {
    const born = Date.now();
    const child = startWorker(world);
    if (life === 0) await child.says('sysmon runs');
    const end = sleep(random.next() * LONGEST_LIFE);
    await Promise.all(world.writers.map((writer) => writer.write(writer.lines.length / LIVES)));
    await end;
    expect(await child.end('SIGKILL')).toBe('SIGKILL');
    interrupted += await world.begunSince(born);
  }
  return interrupted;
}

async function expectAllDone({ store, writers, lines, slack }: KillWorld, window: Window): Promise<void> {
  const [total] = await store.events.count({ window }, []);
  expect(total?.count).toBeGreaterThanOrEqual(lines);
  expect(await store.documents.find('changed')).toEqual([]);
  for (const { item, lastAt } of writers) {
    const { position } = Cursor.parse((await store.documents.get('cursor', item))?.data);
    expect(position.position).toBeGreaterThan(lastAt());
  }
  const alerts = await store.documents.find('alert');
  const told = (await slackHistory(slack)).map(({ metadata }) => metadata?.event_payload.alertId);
  expect(told.sort()).toEqual(alerts.map(({ id }) => id).sort());
}
