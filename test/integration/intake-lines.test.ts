import { expect, test } from 'vitest';
import { gzip, intakeWorld } from '../support/intake.ts';

const NDJSON = { 'content-type': 'application/x-ndjson' };
const now = () => new Date().toISOString();

test('JSON lines are read as those of any log, under the service that the sender names', async () => {
  const world = await intakeWorld();
  const lines = [
    {
      '@timestamp': now(),
      level: 'error',
      message: 'card declined',
      http: { response: { status_code: 502 } },
    },
    { '@timestamp': now(), level: 'info', msg: 'started', 'service.name': 'worker' },
  ];
  const body = `${lines.map((line) => JSON.stringify(line)).join('\n')}\n\nno json at all\n`;
  const reply = await world.post('/intake/json?service=billing', body, NDJSON);
  expect([reply.status, await reply.json()]).toEqual([200, { stored: 3 }]);
  const events = await world.events();
  expect(events.map((event) => [event['service.name'], event['log.level'], event.message]).sort()).toEqual([
    ['billing', 'error', 'card declined'],
    ['billing', 'info', 'no json at all'],
    ['worker', 'info', 'started'],
  ]);
});

test('an array, gzip and application/json lines are taken too; a stack trace in plain text is one event', async () => {
  const world = await intakeWorld();
  const array = gzip(JSON.stringify([{ time: Date.now(), message: 'one' }, 'two']));
  expect((await world.post('/intake/json', array.body, array.headers)).status).toBe(200);
  expect((await world.post('/intake/json', '{"message":"three"}\n{"message":"four"}')).status).toBe(200);
  const trace = 'TypeError: no card\n    at pay (/app/pay.js:3:1)\n    at main (/app/main.js:9:1)\nready';
  expect((await world.post('/intake/json', trace, { 'content-type': 'text/plain' })).status).toBe(200);
  expect((await world.events()).map(({ revision }) => revision).sort()).toEqual([1, 1, 1, 1, 1, 3]);
});

test('lines that are sent again are stored once: by their id, by their time, or by the key of the request', async () => {
  const world = await intakeWorld();
  const at = now();
  const withId = JSON.stringify({ event: { id: 'e-1' }, message: 'known by id' });
  const withTime = JSON.stringify({ timestamp: at, message: 'known by time' });
  const body = [withId, withTime, withTime, 'known by key', 'known by key'].join('\n');
  const key = { ...NDJSON, 'idempotency-key': 'batch-7' };
  for (let turn = 0; turn < 3; turn++) await world.post('/intake/json', body, key);
  expect(await world.count()).toBe(5);
});

test('a time that cannot be is kept as a label, and the line is of the moment it came', async () => {
  const world = await intakeWorld();
  await world.post('/intake/json', '{"@timestamp":"1999-01-01T00:00:00Z","message":"old"}', NDJSON);
  const [event] = await world.events();
  expect(Math.abs((event?.['@timestamp'] ?? 0) - Date.now())).toBeLessThan(10_000);
  expect(event?.labels?.['log.time']).toBe('1999-01-01T00:00:00Z');
});

test.each([
  ['a broken array', '[{"a":1},', 'application/json', 400],
  ['an image', 'GIF89a', 'image/gif', 415],
])('%s is refused in words', async (_, body, type, status) => {
  const world = await intakeWorld();
  const reply = await world.post('/intake/json', body, { 'content-type': type });
  expect(reply.status).toBe(status);
  expect(await reply.json()).toEqual({ error: expect.stringMatching(/\. (Send|Set) /) });
  expect(await world.count()).toBe(0);
});
