import { expect, test } from 'vitest';
import { answer, known } from '../../../src/ask/index.ts';
import type { Answer } from '../../../src/core/answer.ts';
import type { Labels, Point } from '../../../src/core/series.ts';
import { resample } from '../../../src/slack/charts/resample.ts';
import { openMemoryStore } from '../../support/memory-store.ts';
import { clock } from './stored.ts';
import { gauge } from './things.ts';
import { NOW, questionIn, TIMEZONE } from './world.ts';

const GIB = 2 ** 30;
const named = (name: string, region = 'eu-central-1'): Labels => ({
  'service.name': name,
  'cloud.region': region,
});
const QUEUES = [
  ...gauge('queue.messages', named('emails'), (ago) => (ago > 60 ? 40 : 120)),
  ...gauge('queue.messages', named('invoices'), () => 2),
  ...gauge('queue.oldest_message_age', named('emails'), () => 1_800),
];
const DATABASES = [
  ...gauge('database.cpu.utilization', named('orders'), (ago) => (ago > 60 ? 33 : 43)),
  ...gauge('database.cpu.utilization', named('people'), () => 91),
  ...gauge('database.connections', named('orders'), () => 17),
  ...gauge('database.memory.free', named('orders'), () => 2 * GIB),
  ...gauge('database.memory.free', named('people'), () => 6 * GIB),
  ...gauge('database.storage.free', named('orders'), () => 80 * GIB),
];
const FUNCTIONS = [
  ...gauge('function.invocations', named('resize'), () => 10),
  ...gauge('function.invocations', named('charge'), (ago) => (ago > 60 ? 2 : 4)),
  ...gauge('function.errors', named('charge'), (ago) => (ago <= 12 ? 1 : 0)),
  ...gauge('function.throttles', named('charge'), (ago) => (ago === 3 ? 5 : 0)),
  ...gauge('function.duration.p95', named('charge'), () => 340e6),
];

async function tell(points: readonly Point[], text: string): Promise<Answer> {
  const store = openMemoryStore({ clock });
  await store.series.write(points);
  const question = questionIn(text, { known: await known(store, clock, 0) });
  return answer(question, { store, clock, timezone: TIMEZONE });
}

test('queues: what waits and for how long, the longest first, beside the time before', async () => {
  const { headline, table, chart } = await tell(QUEUES, 'queues');
  expect(headline).toBe('2 queues: 122 messages wait on average, 80 more than the hour before (42).');
  expect(table?.rows).toEqual([
    ['emails', 'eu-central-1', '120', '120', '120', '30 min'],
    ['invoices', 'eu-central-1', '2', '2', '2', '–'],
  ]);
  expect(chart?.series.map(({ name, points }) => [name, points.at(-1)?.value])).toEqual([
    ['emails', 120],
    ['invoices', 2],
  ]);
});

test('a picture of fewer points than minutes shows how much waits, not the sum of it', async () => {
  const { chart } = await tell(QUEUES, 'queue invoices');
  const [drawn] = chart ? resample(chart, 20).series : [];
  expect(new Set(drawn?.values)).toEqual(new Set([2]));
});

test('one queue by its name, which no log line says', async () => {
  const { table, title } = await tell(QUEUES, 'queue emails last 2h');
  expect(title).toBe('Queues of emails, last 2 hours');
  expect(table?.rows).toEqual([['emails', 'eu-central-1', '120', '80', '120', '30 min']]);
});

test('a queue of the same name in another region is another one', async () => {
  const twins = [...QUEUES, ...gauge('queue.messages', named('emails', 'us-east-1'), () => 7)];
  const { table } = await tell(twins, 'queue emails');
  expect(table?.rows.map(([, region, waiting]) => [region, waiting])).toEqual([
    ['eu-central-1', '120'],
    ['us-east-1', '7'],
  ]);
});

test('databases: what they use and have left, the busiest first', async () => {
  const { headline, table } = await tell(DATABASES, 'databases');
  expect(headline).toBe('2 databases: CPU 67 % on average, 5 more than the hour before (62 %).');
  expect(table?.rows).toEqual([
    ['people', 'eu-central-1', '91 %', '91 %', '–', '6 GiB', '–'],
    ['orders', 'eu-central-1', '43 %', '43 %', '17', '2 GiB', '80 GiB'],
  ]);
});

test('CPU of databases is the highest first, memory of databases is what is left, the least first', async () => {
  expect((await tell(DATABASES, 'cpu of databases')).table?.rows).toEqual([
    ['people', '91 %', '91 %', '91 %'],
    ['orders', '43 %', '43 %', '43 %'],
  ]);
  const { headline, table } = await tell(DATABASES, 'memory of databases');
  expect(headline).toBe('Free memory of databases: 4 GiB on average, as in the hour before.');
  expect(table?.columns.at(-1)?.title).toBe('lowest');
  expect(table?.rows.map(([name, now]) => [name, now])).toEqual([
    ['orders', '2 GiB'],
    ['people', '6 GiB'],
  ]);
  expect((await tell(DATABASES, 'storage of database orders')).table?.rows[0]?.[1]).toBe('80 GiB');
});

test('what a cloud tells late is told all the same', async () => {
  const late = gauge('database.cpu.utilization', named('orders'), (ago) => (ago > 14 ? 43 : undefined));
  for (const text of ['cpu of databases', 'databases'])
    expect((await tell(late, text)).table?.rows).toHaveLength(1);
});

test('functions: those that fail or are throttled first', async () => {
  const { headline, table } = await tell(FUNCTIONS, 'functions');
  expect(headline).toBe('2 functions: 840 invocations, 120 more than the hour before (720).');
  expect(table?.rows).toEqual([
    ['charge', 'eu-central-1', '240', '12 (5 %)', '5', '340 ms'],
    ['resize', 'eu-central-1', '600', '0', '0', '–'],
  ]);
});

test.each(['databases', 'queues', 'functions'])('%s that nobody measures: what would', async (text) => {
  const { table, notes } = await tell([], text);
  expect([table, notes.join()]).toEqual([
    undefined,
    expect.stringContaining('docs/sources/cloudwatch-metrics.md'),
  ]);
});

test('the latency of a load balancer is its own p95 where no request was measured', async () => {
  const p95 = gauge('load_balancer.latency.p95', named('shop'), (ago) => (ago > 60 ? 200e6 : 300e6));
  const { headline, table, notes } = await tell(p95, 'latency shop');
  expect(headline).toBe(
    'P95 of load balancers: 300 ms on average, 100 ms more than the hour before (200 ms).',
  );
  expect(table?.rows).toEqual([['shop', '300 ms', '300 ms', '300 ms']]);
  expect(notes[0]).toContain('load balancers');
  expect((await tell(p95, 'p99 latency shop')).headline).toBe('No request was measured.');
});

test('a service that is called queue keeps its name', () => {
  const world = { known: { services: ['queue'], fleets: [], namespaces: [], hosts: [] }, now: NOW };
  expect(questionIn('errors queue', world)).toMatchObject({ subject: 'errors', services: ['queue'] });
  expect(questionIn('queues', world)).toMatchObject({ subject: 'queues', services: [] });
});
