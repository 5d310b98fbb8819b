import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { systemClock } from '../../src/core/time.ts';
import { gzip, intakeWorld, TOKEN } from '../support/intake.ts';
import { openMemoryStore } from '../support/memory-store.ts';

const MEGABYTE = 1_048_576;
const TEXT = { 'content-type': 'text/plain' };

test('without a token that is known nothing is taken, and the answer says how to set one', async () => {
  const world = await intakeWorld();
  const replies = await Promise.all([
    world.post('/intake/json', 'x', { authorization: '' }),
    world.post('/intake/json', 'x', { authorization: 'Bearer wrong' }),
    world.post('/intake/json', 'x', { authorization: '', 'api-key': `${TOKEN}x` }),
  ]);
  expect(replies.map(({ status }) => status)).toEqual([401, 401, 401]);
  expect(await replies[0]?.text()).toContain('INTAKE_TOKENS');
  const closed = await intakeWorld({ senders: [] });
  expect((await closed.post('/intake/json', 'x')).status).toBe(401);
  expect(await closed.count()).toBe(0);
});

test.each([
  ['authorization', `Bearer ${TOKEN}`],
  ['api-key', TOKEN],
  ['x-amz-firehose-access-key', TOKEN],
])('a token may come in %s', async (name, value) => {
  const world = await intakeWorld();
  const reply = await world.post('/intake/json', 'x', { ...TEXT, authorization: '', [name]: value });
  expect(reply.status).toBe(200);
});

test('OTLP is refused in its own words: a google.rpc.Status in the encoding of the request', async () => {
  const world = await intakeWorld();
  const json = await world.post('/v1/logs', '{"resourceLogs":5}');
  expect([json.status, await json.json()]).toEqual([
    400,
    { code: 3, message: expect.stringContaining('OTLP') },
  ]);
  const protobuf = await world.post('/v1/logs', 'nonsense', { 'content-type': 'application/x-protobuf' });
  expect([protobuf.status, protobuf.headers.get('content-type')]).toEqual([400, 'application/x-protobuf']);
  expect([...new Uint8Array(await protobuf.arrayBuffer())].slice(0, 2)).toEqual([0x08, 3]);
  const deflate = await world.post('/v1/logs', '{}', { 'content-encoding': 'deflate' });
  expect([deflate.status, await deflate.text()]).toEqual([415, expect.stringContaining('gzip')]);
  const lying = await world.post('/v1/logs', '{}', { 'content-encoding': 'gzip' });
  expect(lying.status).toBe(400);
});

test('records that cannot be understood are counted in a partial success; the others are stored', async () => {
  const world = await intakeWorld();
  const span = {
    traceId: '0af7651916cd43dd8448eb211c80319c',
    spanId: 'b7ad6b7169203331',
    name: 'GET',
    kind: 2,
  };
  const times = { startTimeUnixNano: `${Date.now()}000000`, endTimeUnixNano: `${Date.now()}900000` };
  const spans = [
    { ...span, ...times },
    { ...span, ...times, traceId: 'short' },
    { ...span, startTimeUnixNano: '5', endTimeUnixNano: '6' },
    'no span',
  ];
  const reply = await world.post(
    '/v1/traces',
    JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans }] }] }),
  );
  expect([reply.status, await reply.json()]).toEqual([
    200,
    { partialSuccess: { rejectedSpans: '3', errorMessage: expect.stringContaining('3 refused') } },
  ]);
  expect(await world.count()).toBe(1);
});

test('a gzip bomb is not inflated to its end, and the connection lives on', async () => {
  const world = await intakeWorld();
  const bomb = gzipSync(Buffer.alloc(400 * MEGABYTE), { level: 1 });
  const before = process.memoryUsage().rss;
  const reply = await world.post('/v1/logs', bomb, {
    'content-type': 'application/x-protobuf',
    'content-encoding': 'gzip',
  });
  expect(reply.status).toBe(413);
  expect(process.memoryUsage().rss - before).toBeLessThan(200 * MEGABYTE);
  expect((await world.post('/intake/json', Buffer.alloc(17 * MEGABYTE, 'x'), TEXT)).status).toBe(413);
  expect((await world.post('/intake/json', 'still here', TEXT)).status).toBe(200);
});

test('who sends faster than allowed waits as long as told, and no longer; others do not', async () => {
  const other = 'another-token-of-shop-2';
  const senders = [
    { name: 'shop', token: TOKEN },
    { name: 'other', token: other },
  ];
  const world = await intakeWorld({ bytesPerSecond: MEGABYTE, senders });
  const five = gzip('x'.repeat(5 * MEGABYTE));
  const headers = { ...five.headers, ...TEXT };
  expect((await world.post('/intake/json', five.body, headers)).status).toBe(200);
  const refused = await world.post('/intake/json', 'x', TEXT);
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([
    429,
    expect.stringMatching(/^[12]$/),
  ]);
  expect((await world.post('/intake/json', 'x', { ...TEXT, authorization: `Bearer ${other}` })).status).toBe(
    200,
  );
  await sleep(Number(refused.headers.get('retry-after')) * 1_000);
  expect((await world.post('/intake/json', 'x', TEXT)).status).toBe(200);
});

test('a store that is away is a 503 with Retry-After, says nothing of itself, and nothing is acknowledged', async () => {
  const world = await intakeWorld();
  world.outage.isOn = true;
  const line = '{"event.id":"one","message":"kept"}';
  const reply = await world.post('/intake/json', line);
  expect([reply.status, reply.headers.get('retry-after')]).toEqual([503, '1']);
  expect(await reply.text()).not.toContain('db.internal');
  world.outage.isOn = false;
  await world.post('/intake/json', line);
  await world.post('/intake/json', line);
  expect(await world.count()).toBe(1);
});

test('ten times what there is room for: memory stays, who is refused is told when to come back, what is accepted is stored', async () => {
  const inner = openMemoryStore({ clock: systemClock });
  let stored = 0;
  const append = async (events: readonly unknown[]) => {
    await sleep(200);
    stored += events.length;
    return events.length;
  };
  const world = await intakeWorld({ store: { ...inner, events: { ...inner.events, append } } });
  const line = 'x'.repeat(500_000);
  const { body, headers } = gzip(Array.from({ length: 30 }, (_, index) => `${index} ${line}`).join('\n'));
  const send = () => world.post('/intake/json', body, { ...headers, ...TEXT });
  await send();
  const before = process.memoryUsage().rss;
  const highest = highestOf(() => process.memoryUsage().rss);
  const replies = await Promise.all(Array.from({ length: 80 }, send));
  const grown = highest() - before;
  const { 200: accepted = [], 503: refused = [] } = Object.groupBy(replies, ({ status }) => status);
  expect(accepted.length + refused.length).toBe(80);
  expect(refused.length).toBeGreaterThan(20);
  expect(refused.every((reply) => Number(reply.headers.get('retry-after')) >= 1)).toBe(true);
  expect(stored).toBe(30 * (accepted.length + 1));
  expect(grown).toBeLessThan(400 * MEGABYTE);
});

test('a large request holds nobody up', async () => {
  const world = await intakeWorld();
  const record = (index: number) => ({
    timeUnixNano: `${Date.now()}000000`,
    severityNumber: 9,
    body: { stringValue: `request ${index} completed` },
    attributes: [1, 2, 3, 4].map((key) => ({
      key: `attribute.${key}`,
      value: { stringValue: `value ${index}` },
    })),
  });
  const logRecords = Array.from({ length: 25_000 }, (_, index) => record(index));
  const body = JSON.stringify({ resourceLogs: [{ scopeLogs: [{ logRecords }] }] });
  const { body: small, headers } = gzip(body);
  const began = performance.now();
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  expect((await world.post('/v1/logs', small, headers)).status).toBe(200);
  delay.disable();
  expect(await world.count()).toBe(25_000);
  // In one go, it would have been all of it.
  expect(delay.max / 1e6).toBeLessThan((performance.now() - began) / 5);
});

/** Looks from time to time, until it is asked for the highest it saw. */
function highestOf(measure: () => number): () => number {
  let highest = measure();
  const timer = setInterval(() => {
    highest = Math.max(highest, measure());
  }, 10);
  return () => {
    clearInterval(timer);
    return Math.max(highest, measure());
  };
}
