import { beforeEach, expect, test } from 'vitest';
import type { Alerts } from '../../../src/alerts/alerts.ts';
import { createAlerts } from '../../../src/alerts/book.ts';
import { silentLog } from '../../../src/core/log.ts';
import { HOUR, MINUTE } from '../../../src/core/time.ts';
import { openMemoryStore } from '../../support/memory-store.ts';
import { ADA, BOB, finding, NEW_CODE, openQueue, TEN, type TurnedClock, turnedClock } from './finding.ts';

let clock: TurnedClock;
let queue: ReturnType<typeof openQueue>;
let alerts: Alerts;

beforeEach(() => {
  clock = turnedClock(TEN + MINUTE);
  queue = openQueue();
  alerts = createAlerts({ store: openMemoryStore({ clock }), enqueue: queue.enqueue, clock, log: silentLog });
});

const tolerance = async (rule = 'errors') => (await alerts.lessons()).tolerance(rule, 'api');

test('nobody said anything: a value must be as far out as ever', async () => {
  expect(await tolerance()).toBe(1);
});

test('Noise asks for more of every rule that joined in, and says so on the card', async () => {
  const { id } = await alerts.observe(finding(0, { grade: 2, severity: 'severe' }), []);
  await alerts.observe(finding(0, { rule: 'failures', metric: 'http.requests' }), []);
  const kept = await alerts.judge(id, 'noise', ADA);
  expect(kept).toMatchObject({ data: { severity: 'warning', judged: { said: 'noise', by: ADA } } });
  expect(await tolerance('errors')).toBe(1.25);
  expect(await tolerance('failures')).toBe(1.25);
  expect(await tolerance('latency')).toBe(1);
  expect(queue.asked.at(-1)).toBe(`notify ${id}`);
});

test('what was called noise stays a warning, however it goes on', async () => {
  const { id } = await alerts.observe(finding(0), []);
  await alerts.judge(id, 'noise', ADA);
  const { data } = await alerts.observe(finding(2, { severity: 'severe', grade: 2, seen: 90 }), []);
  expect(data).toMatchObject({ severity: 'warning', peak: 90 });
});

test('Severe raises the alert and asks for less; saying it twice is refused and counts once', async () => {
  const { id } = await alerts.observe(finding(0), []);
  await alerts.judge(id, 'severe', ADA);
  expect(await alerts.judge(id, 'severe', BOB)).toEqual({ refused: 'Ada said so already at 10:01 UTC' });
  expect((await alerts.get(id))?.data.severity).toBe('severe');
  expect(await tolerance()).toBe(0.85);
});

test('a change of mind replaces what was taught', async () => {
  const { id } = await alerts.observe(finding(0), []);
  await alerts.judge(id, 'noise', ADA);
  await alerts.judge(id, 'severe', BOB);
  expect(await tolerance()).toBe(0.85);
});

test('an error code keeps the last word that was said of it', async () => {
  const { id } = await alerts.observe(finding(0, NEW_CODE), []);
  await alerts.judge(id, 'severe', ADA);
  expect((await alerts.lessons()).ofCode('API-4F2A')).toBe('severe');
  expect((await alerts.lessons()).ofCode('API-0000')).toBeUndefined();
});

test('what is unusual joins an alert that is open, and opens none', async () => {
  expect(await alerts.join(finding(0), [])).toBeUndefined();
  const { id } = await alerts.observe(finding(0, { grade: 2 }), []);
  const joined = await alerts.join(finding(1, { rule: 'latency', reason: 'p95 latency 2 s' }), []);
  expect(joined).toMatchObject({ id, data: { reason: expect.stringContaining('p95 latency 2 s') } });
  clock.set(TEN + 5 * HOUR);
  expect(await alerts.list()).toHaveLength(1);
});
