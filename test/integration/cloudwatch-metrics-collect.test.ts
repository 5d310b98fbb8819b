import { expect, test } from 'vitest';
import { asDiscovered, newState } from '../../jobs/source-states.ts';
import { HOUR, MINUTE } from '../../src/core/time.ts';
import { CATALOG } from '../../src/sources/cloudwatch-metrics/catalog.ts';
import type { Store } from '../../src/store/store.ts';
import { collectingFrom, readItem } from '../support/balena.ts';
import { BEGIN, functions, ITEM, localMetrics, QUEUE } from '../support/cloudwatch-metrics.ts';
import { openMemoryStore } from '../support/memory-store.ts';

const { signal } = new AbortController();

async function collecting() {
  const world = await localMetrics();
  const store = openMemoryStore(world);
  const collect = (over: Partial<Store> = {}) =>
    collectingFrom(world.source(), { ...store, ...over }, world.clock).collect(ITEM);
  const stored = async () => {
    const window = { from: BEGIN - 5 * HOUR, to: BEGIN + 5 * HOUR };
    const [series] = await store.series.read({ metric: 'queue.messages', window }, MINUTE, []);
    return series?.samples.map(({ at, value }) => [(at - BEGIN) / MINUTE, value]);
  };
  return { ...world, store, collect, stored };
}

test.each(['series', 'cursor'] as const)('a crash at the %s loses no point and doubles none', async (at) => {
  const { hand, time, store, collect, stored } = await collecting();
  hand.put(QUEUE, [[BEGIN - 2 * MINUTE, 7]]);
  await collect();
  hand.put(QUEUE, [
    [BEGIN + MINUTE, 8],
    [BEGIN + 2 * MINUTE, 9],
  ]);
  time.now += 5 * MINUTE;
  const crash = async () => {
    throw new Error('the process ends here');
  };
  const crashing: Record<typeof at, Partial<Store>> = {
    series: { series: { ...store.series, write: crash } },
    cursor: { documents: { ...store.documents, put: crash } },
  };
  await expect(collect(crashing[at])).rejects.toThrow('the process ends here');
  time.now += 5 * MINUTE;
  await collect();
  expect(await stored()).toEqual([
    [-2, 7],
    [1, 8],
    [2, 9],
  ]);
});

test('a point that AWS revises replaces the one that is stored', async () => {
  const { hand, time, collect, stored } = await collecting();
  hand.put(QUEUE, [[BEGIN - MINUTE, 7]]);
  await collect();
  hand.put(QUEUE, [[BEGIN - MINUTE, 12]]);
  time.now += 5 * MINUTE;
  await collect();
  expect(await stored()).toEqual([[-1, 12]]);
});

test('1,200 metrics are three calls and three batches, and the cursor moves after the last', async () => {
  const { hand, source } = await localMetrics({ metrics: functions(1_200) });
  const sizes: number[] = [];
  const positions = new Set<unknown>();
  const opened = source();
  for await (const batch of opened.read(ITEM, { position: BEGIN - MINUTE, swept: BEGIN }, signal)) {
    if (batch.points.length > 0) sizes.push(new Set(batch.points.map((p) => p.labels['service.name'])).size);
    if (batch.ends) positions.add(batch.readUpTo);
  }
  expect(sizes).toEqual([500, 500, 200]);
  expect(positions).toEqual(new Set([BEGIN]));
  expect(hand.calls.get('GetMetricData')).toBe(3);
});

test('10,000 metrics are held in pieces: what a day of readings brings is never in memory at once', async () => {
  const { source } = await localMetrics({ metrics: functions(10_000) });
  const opened = source({ mostMetrics: 10_000 });
  await opened.discover(signal);
  const before = process.memoryUsage().heapUsed;
  let [most, points] = [0, 0];
  for await (const batch of opened.read(ITEM, { position: BEGIN - 5 * MINUTE, swept: BEGIN }, signal)) {
    points += batch.points.length;
    expect(batch.points.length).toBeLessThanOrEqual(10_000);
    most = Math.max(most, process.memoryUsage().heapUsed - before);
  }
  expect(points).toBe(10_000 * 20);
  expect(most).toBeLessThan(200e6);
});

test('what there is to read is said with its price, and with what is left out', async () => {
  const { source } = await localMetrics({ metrics: functions(60) });
  expect(await source().discover(signal)).toMatchObject([
    { id: ITEM, title: 'CloudWatch metrics (eu-west-1)', note: '720 metrics/h, about $5.26 a month' },
  ]);
  const [some] = await source({ mostMetrics: 50 }).discover(signal);
  expect(some?.note).toContain('10 more are left out');
});

test('the price follows what is found, and is gone where none is said', () => {
  const item = { id: ITEM, title: 'CloudWatch metrics (eu-west-1)' };
  const state = newState('cloudwatch-metrics', 'cloudwatch-metrics', item.title, true, BEGIN);
  const priced = asDiscovered(state, { ...item, note: '720 metrics/h' });
  expect(priced.note).toBe('720 metrics/h');
  expect(asDiscovered(priced, item)).not.toHaveProperty('note');
});

test('looking again within ten minutes costs nothing, and what is listed late is read from where it began', async () => {
  const { hand, time, source } = await localMetrics();
  const opened = source();
  const first = await readItem(opened, ITEM);
  const looks = hand.calls.get('ListMetrics');
  hand.put(QUEUE, [[BEGIN + MINUTE, 5]]);
  time.now += 5 * MINUTE;
  const second = await readItem(opened, ITEM, first.next);
  expect(second.points).toEqual([]);
  expect(hand.calls.get('ListMetrics')).toBe(looks);
  time.now += HOUR;
  const third = await readItem(opened, ITEM, second.next);
  expect(third.points).toMatchObject([{ metric: 'queue.messages', at: BEGIN + MINUTE, value: 5 }]);
});

test('the shop of the sandbox has all that the catalog knows but ECS, and says the same however often it is asked', async () => {
  const { SHOP } = await import('../../sandbox/cloudwatch-metrics/shop.ts');
  const { source } = await localMetrics({ metrics: SHOP });
  const { points } = await readItem(source(), ITEM);
  const known = CATALOG.filter(({ namespace }) => namespace !== 'AWS/ECS').map(({ becomes }) => becomes);
  expect(new Set(points.map(({ metric }) => metric))).toEqual(new Set(known));
  expect((await readItem(source(), ITEM)).points).toEqual(points);
  const p95 = points.find(({ metric }) => metric === 'load_balancer.latency.p95');
  expect(p95?.value).toBeGreaterThan(40e6);
  expect(p95?.value).toBeLessThan(380e6);
});
