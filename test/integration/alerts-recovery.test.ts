import { beforeEach, expect, test } from 'vitest';
import { retainJob } from '../../jobs/retain.ts';
import { sweepJob } from '../../jobs/sweep.ts';
import { acknowledged } from '../../src/alerts/lifecycle.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../src/core/time.ts';
import { openMemoryStore } from '../support/memory-store.ts';
import { event } from '../unit/aggregate/events.ts';
import { ADA, type TurnedClock, turnedClock } from '../unit/alerts/finding.ts';
import { history, NOW, openWorld, ordinary, outage } from './alerts-world.ts';

let world: ReturnType<typeof openWorld>;
let clock: TurnedClock;

beforeEach(async () => {
  clock = turnedClock(NOW);
  world = openWorld(openMemoryStore({ clock }), clock);
  await world.collect(history(26));
  await world.detect();
});

const titles = async () => (await world.alerts.list()).map(({ data }) => `${data.state} ${data.title}`);

test('an incident is one alert from its first minute until ten quiet ones', async () => {
  await world.live(12, (minute) => outage(minute, 30));
  const [alert] = await world.alerts.list();
  await world.alerts.change(alert?.id ?? '', (now) => acknowledged(now, ADA, clock.now()), ADA);
  await world.live(8, ordinary);
  expect(await titles()).toEqual([expect.stringMatching(/^acknowledged api: /)]);
  await world.live(6, ordinary);
  expect(await titles()).toEqual([expect.stringMatching(/^resolved api: /)]);
});

test('an incident that ended while the bot was down pages no one', async () => {
  clock.set(NOW + 40 * MINUTE);
  const missed = Array.from({ length: 40 }, (_, index) => NOW + index * MINUTE);
  await world.collect(
    missed.flatMap((minute, index) => [
      ...ordinary(minute),
      ...outage(minute, index < 15 ? 30 : 0, 'API-PAST'),
    ]),
  );
  await world.detect();
  expect(await titles()).toEqual([]);
});

test('a bot that was down does not take that for silence of the service', async () => {
  clock.set(NOW + 3 * HOUR);
  await world.detect();
  await world.detect();
  expect(await titles()).toEqual([]);
  await world.collect(Array.from({ length: 180 }, (_, index) => ordinary(NOW + index * MINUTE)).flat());
  await world.detect();
  expect(await titles()).toEqual([]);
});

test('a service that falls silent is an alert, which ends when its events are back', async () => {
  await world.live(20, () => []);
  expect(await titles()).toEqual(['firing api: silent']);
  await world.live(5, ordinary);
  expect(await titles()).toEqual(['resolved api: silent']);
});

test('a late event with a code never seen is found, in the minute it belongs to', async () => {
  await world.live(10, ordinary);
  await world.collect([event(NOW + 3 * MINUTE, { 'event.code': 'API-LATE' })]);
  await world.detect();
  const [alert] = await world.alerts.list();
  expect(alert?.data).toMatchObject({ title: 'api: new error API-LATE', startedAt: NOW + 3 * MINUTE });
});

test('verdicts do not depend on how often the jobs ran', async () => {
  const other = openWorld(openMemoryStore({ clock: turnedClock(NOW) }), clock);
  await other.collect(history(26));
  await other.detect();
  const eventsOf = (minute: number) => (minute === NOW + 20 * MINUTE ? outage(minute, 12) : ordinary(minute));
  await world.live(30, eventsOf);
  await other.collect(Array.from({ length: 30 }, (_, index) => eventsOf(NOW + index * MINUTE)).flat());
  await other.detect();
  const states = async ({ store }: typeof world) =>
    (await store.documents.find('detector')).map(({ id, data }) => [id, data]).sort();
  expect(await states(other)).toEqual(await states(world));
});

test('the sweep asks again for what lags', async () => {
  const lagging = async () => ({ alertIds: ['A-1'], ticketIds: ['T-1'] });
  world.queue.asked.length = 0;
  await sweepJob({ alerts: world.alerts, lagging }).run({}, world.context);
  expect(world.queue.asked).toEqual(['notify A-1', 'ticket T-1']);
});

test('what is older than its time is forgotten, open alerts never', async () => {
  clock.set(NOW + 8 * SECOND);
  await world.collect(outage(NOW, 40));
  await world.detect();
  clock.set(NOW + 401 * DAY);
  await retainJob().run({}, world.context);
  expect(await titles()).toHaveLength(1);
  const window = { from: NOW - 30 * DAY, to: NOW + DAY };
  expect(await world.store.events.find({ window }, 1)).toEqual([]);
  expect(await world.store.series.list({ metric: 'log.events', window })).toEqual([]);
});
