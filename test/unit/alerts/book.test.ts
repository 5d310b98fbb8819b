import { beforeEach, expect, test } from 'vitest';
import type { Alerts } from '../../../src/alerts/alerts.ts';
import { createAlerts } from '../../../src/alerts/book.ts';
import { acknowledged, muted, resolved, unmuted } from '../../../src/alerts/lifecycle.ts';
import { saveProgress } from '../../../src/alerts/progress.ts';
import { silentLog } from '../../../src/core/log.ts';
import { HOUR, MINUTE } from '../../../src/core/time.ts';
import type { Store } from '../../../src/store/store.ts';
import { openMemoryStore } from '../../support/memory-store.ts';
import { ADA, BOB, finding, NEW_CODE, openQueue, TEN, type TurnedClock, turnedClock } from './finding.ts';

let clock: TurnedClock;
let store: Store;
let queue: ReturnType<typeof openQueue>;
let alerts: Alerts;

beforeEach(() => {
  clock = turnedClock(TEN + MINUTE);
  store = openMemoryStore({ clock });
  queue = openQueue();
  alerts = createAlerts({ store, enqueue: queue.enqueue, clock, log: silentLog });
});

/** The rule has judged the service up to that minute, and found no more. */
async function judgedUpTo(minute: number, rule = 'errors') {
  const before = await store.documents.get('detector', `${rule}/api`);
  const progress = { rule, service: 'api', state: null, noticed: [], position: TEN + minute * MINUTE };
  await saveProgress(store.documents, { ...progress, version: before?.version ?? 0 });
  clock.set(TEN + minute * MINUTE);
}

test('a finding opens one alert, and each change asks for its message', async () => {
  const { id } = await alerts.observe(finding(0), []);
  await alerts.observe(finding(0), []);
  const { version } = await alerts.observe(finding(1), []);
  expect(version).toBe(2);
  expect(queue.asked).toEqual([`notify ${id}`, `notify ${id}`]);
});

test('two workers that see one finding open one alert, fifty times over', async () => {
  for (let round = 0; round < 50; round++) {
    const labels = { 'service.name': `service-${round}` };
    const observers = [1, 2].map(() =>
      createAlerts({ store, enqueue: queue.enqueue, clock, log: silentLog }),
    );
    const seen = await Promise.all(
      observers.map((book, worker) => book.observe(finding(worker, { labels, since: TEN + worker }), [])),
    );
    expect(new Set(seen.map(({ id }) => id)).size).toBe(1);
    expect(await alerts.list({ service: `service-${round}` })).toHaveLength(1);
  }
});

test('errors, a new code and failures of one service are one alert; a configured rule has its own', async () => {
  const first = await alerts.observe(finding(0), []);
  const second = await alerts.observe(finding(0, NEW_CODE), []);
  const third = await alerts.observe(finding(0, { rule: 'failures', metric: 'http.requests' }), []);
  const own = await alerts.observe(finding(0, { rule: 'my-rule', kind: 'frequency' }), []);
  expect([second.id, third.id]).toEqual([first.id, first.id]);
  expect(own.id).not.toBe(first.id);
});

test('an alert is resolved when ten judged minutes found nothing, and not by time alone', async () => {
  const { id } = await alerts.observe(finding(5), []);
  clock.set(TEN + HOUR);
  await judgedUpTo(15);
  clock.set(TEN + 2 * HOUR);
  await alerts.settle();
  expect((await alerts.get(id))?.data.state).toBe('firing');
  await judgedUpTo(16);
  await alerts.settle();
  expect((await alerts.get(id))?.data).toMatchObject({
    state: 'resolved',
    resolved: { by: { id: 'sysmon' } },
  });
  expect(queue.asked).toHaveLength(2);
});

test('a silence is over as soon as events are back', async () => {
  const { id } = await alerts.observe(finding(20, { kind: 'flatline', rule: 'silence' }), []);
  await judgedUpTo(23, 'silence');
  await alerts.settle();
  expect((await alerts.get(id))?.data.state).toBe('resolved');
});

test('the same episode opens its alert again, a later one is a new alert', async () => {
  const first = await alerts.observe(finding(0), []);
  await judgedUpTo(20);
  await alerts.settle();
  expect((await alerts.observe(finding(0), [])).data.state).toBe('resolved');
  const back = await alerts.observe(finding(40), []);
  expect(back).toMatchObject({ id: first.id, data: { state: 'firing' } });
  await judgedUpTo(60);
  await alerts.settle();
  const next = await alerts.observe(finding(300, { since: TEN + 300 * MINUTE }), []);
  expect(next.id).not.toBe(first.id);
  expect(await alerts.list({ states: ['firing'] })).toHaveLength(1);
});

test('what a person resolved stays so for half an hour; what still goes on then is a new alert', async () => {
  const { id } = await alerts.observe(finding(0), []);
  await alerts.change(id, (alert) => resolved(alert, ADA, TEN + 5 * MINUTE, 'rolled back'), ADA);
  expect(await alerts.observe(finding(10), [])).toMatchObject({ id, data: { state: 'resolved' } });
  const next = await alerts.observe(finding(36), []);
  expect(next).toMatchObject({ data: { state: 'firing', startedAt: TEN + 5 * MINUTE } });
  expect(next.id).not.toBe(id);
});

test('two people click at once: one has it, the other is told', async () => {
  const { id } = await alerts.observe(finding(0), []);
  const click = (person: typeof ADA) =>
    alerts.change(id, (alert) => acknowledged(alert, person, TEN), person);
  const answers = await Promise.all([click(ADA), click(BOB)]);
  expect(answers.filter((answer) => 'refused' in answer)).toHaveLength(1);
  expect(queue.asked).toHaveLength(2);
});

test('a click on an alert that no longer exists is refused in words', async () => {
  expect(await alerts.change('A-gone', (alert) => alert, ADA)).toEqual({
    refused: 'there is no alert A-gone any more',
  });
});

test('a mute lasts over the next episode of the same problem, and ends when taken back', async () => {
  const { id } = await alerts.observe(finding(0), []);
  await alerts.change(id, (alert) => muted(alert, { by: ADA, at: clock.now(), reason: 'known' }), ADA);
  await alerts.change(id, (alert) => resolved(alert, ADA, clock.now(), 'done'), ADA);
  const next = await alerts.observe(finding(200, { since: TEN + 200 * MINUTE }), []);
  expect(next.data.muted).toMatchObject({ by: ADA, reason: 'known' });
  await alerts.change(next.id, (alert) => unmuted(alert, clock.now()), ADA);
  await alerts.change(next.id, (alert) => resolved(alert, ADA, TEN + 201 * MINUTE, 'done'), ADA);
  const last = await alerts.observe(finding(400, { since: TEN + 400 * MINUTE }), []);
  expect(last.data.muted).toBeUndefined();
});
