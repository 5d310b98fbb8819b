import { expect, test } from 'vitest';
import { answer, known } from '../../../src/ask/index.ts';
import type { Answer } from '../../../src/core/answer.ts';
import { DAY, HOUR, MINUTE } from '../../../src/core/time.ts';
import type { Store } from '../../../src/store/store.ts';
import { aggregate, clock, collect, event, request, storeOf } from './stored.ts';
import { ask, KNOWN, NOW, questionIn, TIMEZONE } from './world.ts';

const ago = (length: number) => NOW - length;

function tell(store: Store, text: string): Promise<Answer> {
  return answer(questionIn(text), { store, clock, timezone: TIMEZONE });
}

test('what was unusual in a service is told with its answers', async () => {
  const store = await storeOf([event(ago(MINUTE))]);
  const noticed = [
    { since: ago(HOUR / 2), last: ago(HOUR / 3), grade: 1, reason: '7 errors/min, usually 0 to 3' },
  ];
  await store.documents.put('detector', 'errors/api', { rule: 'errors', service: 'api', noticed }, 0);
  const { notes } = await tell(store, 'errors api last 1h');
  expect(notes).toContain('Unusual in api at 15:00: 7 errors/min, usually 0 to 3.');
  expect((await tell(store, 'errors web last 1h')).notes).toEqual([]);
  expect((await tell(store, 'alerts api')).notes).toHaveLength(1);
});

const busy = await storeOf([
  ...Array.from({ length: 30 }, (_, place) => event(ago(place * MINUTE + 1))),
  ...Array.from({ length: 10 }, (_, place) => event(ago(DAY + place * MINUTE + 1))),
  ...Array.from({ length: 5 }, (_, place) =>
    event(ago(place * HOUR + 1), {
      'service.name': 'web',
      'event.code': 'WEB-77AB',
      message: 'no such user',
    }),
  ),
  ...Array.from({ length: 200 }, (_, place) => request(ago(place * 10_000 + 1), place + 1)),
  ...Array.from({ length: 20 }, (_, place) =>
    request(ago(place * 10_000 + 1), 900, { 'http.response.status_code': 502, 'http.route': '/v1/pay' }),
  ),
]);

test('a count comes with what it was in the time before', async () => {
  const { headline, title } = await tell(busy, 'errors api last 24h');
  expect(title).toBe('Errors of api, last 24 hours');
  expect(headline).toBe('30 errors, 3 times the 24 hours before (10).');
});

test('errors that were not aggregated yet are counted all the same', async () => {
  const store = await storeOf([event(ago(10 * MINUTE))]);
  await collect(store, [event(ago(5 * MINUTE)), event(ago(1))]);
  expect((await tell(store, 'errors api last 1h')).headline).toMatch(/^3 errors/);
  await aggregate(store);
  expect((await tell(store, 'errors api last 1h')).headline).toMatch(/^3 errors/);
});

test("codes are ranked, with when each was last seen in the asker's zone and its newest line", async () => {
  const { table, headline } = await tell(busy, 'top codes last 6h');
  expect(headline).toBe('2 error codes in 35 errors.');
  expect(table?.rows[0]).toEqual(['API-4F2A', 'api', '30', '15:29', 'card declined']);
  expect(table?.rows[1]?.[0]).toBe('WEB-77AB');
});

test('percentiles are of all requests measured, endpoint by endpoint, the slowest first', async () => {
  const { table, headline, chart } = await tell(busy, 'latency api last 1h');
  expect(table?.columns.map(({ title }) => title)).toEqual([
    'endpoint',
    'p50',
    'p95',
    'p99',
    'requests',
    'failed',
  ]);
  const [slowest] = table?.rows ?? [];
  expect([slowest?.[0], ...(slowest?.slice(-2) ?? [])]).toEqual(['/v1/pay', '20', '20 (100 %)']);
  expect(table?.rows[1]?.[0]).toBe('/v1/orders');
  expect(headline).toMatch(/^p95 .* over 220 requests/);
  expect(chart?.series[0]?.points.some(({ value }) => value === null)).toBe(true);
});

test('failures are a number and a share', async () => {
  expect((await tell(busy, 'failures api last 1h')).headline).toMatch(
    /^20 of 220 requests failed \(9\.09 %\)/,
  );
  const { table } = await tell(busy, 'failures by endpoint last 1h');
  expect(table?.rows).toEqual([['/v1/pay', '20', '20', '100 %']]);
});

test('log lines are shown newest last, with how many there are in all', async () => {
  const { lines, headline } = await tell(busy, 'last 3 logs of api level:error');
  expect(headline).toBe('30 log lines, the newest 3 of them here.');
  expect(lines?.map(({ time }) => time)).toEqual(['15:27:59', '15:28:59', '15:29:59']);
});

test('a code tells when it was first and last seen', async () => {
  const { headline, lines } = await tell(busy, 'code API-4F2A last 1h');
  expect(headline).toContain('First seen Nov 23 15:20, last 15:29.');
  expect(lines?.length).toBe(5);
});

test('counted buckets without events are zeros, not gaps', async () => {
  const { chart } = await tell(busy, 'errors web last 3h');
  const values = chart?.series[0]?.points.map(({ value }) => value);
  expect(values?.includes(null)).toBe(false);
  expect(values?.reduce((sum, value) => (sum ?? 0) + (value ?? 0), 0)).toBe(3);
});

test("by hour, the rows of a day are its hours in the asker's zone", async () => {
  const { table } = await tell(busy, 'errors web by hour today');
  expect(table?.rows.length).toBe(16);
  expect(table?.rows.at(-1)).toEqual(['15:00', '1']);
});

test('by status, requests are told apart', async () => {
  const { table } = await tell(busy, 'requests by status last 1h');
  expect(table?.rows).toEqual([
    ['2xx', '200', '90.9 %'],
    ['5xx', '20', '9.09 %'],
  ]);
});

test('a subject that no source brings says so, instead of an empty table', async () => {
  const { headline, notes, table } = await tell(busy, 'pods prod');
  expect(headline).toContain('nobody collects that yet');
  expect(notes.join()).toContain('Kubernetes');
  expect(table).toBeUndefined();
});

test('a grouping that nothing tells is not an empty table either', async () => {
  expect((await tell(busy, 'errors by fleet')).notes.join()).toContain('which fleet');
});

test('services, hosts and namespaces are known from what was seen', async () => {
  const store = await storeOf([
    event(ago(MINUTE), { 'host.name': 'db-1', 'kubernetes.namespace': 'prod' }),
    event(ago(20 * DAY), { 'service.name': 'old' }),
  ]);
  expect(await known(store, clock)).toEqual({
    services: ['api'],
    fleets: [],
    namespaces: ['prod'],
    hosts: ['db-1'],
  });
});

test.each([
  'errors api last 24h',
  'top codes today',
  'code API-4F2A',
  'logs api',
  'latency web by host',
  'failures today',
  'requests',
  'alerts',
  'tickets',
  'mutes',
  'services',
  'health',
  'help',
  'pods',
  'errors by fleet',
  'warnings api vs last week',
  'errors except web',
  'logs with "a b"',
])('what can be asked next after "%s" is understood', async (text) => {
  const { next } = await tell(busy, text);
  expect(next.length).toBeGreaterThan(0);
  for (const question of next) expect(ask(question, { known: KNOWN }).kind, question).toBe('question');
});
