import { randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { expect, test } from 'vitest';
import { systemClock } from '../../src/core/time.ts';
import { clientOf, localCloudWatch, writerOf } from '../support/cloudwatch.ts';
import { collecting } from '../support/collecting.ts';
import { intakeWorld, TOKEN } from '../support/intake.ts';

const GROUP = '/aws/lambda/checkout';
const OWNER = '123456789012';

interface LogEvents {
  id: string;
  timestamp: number;
  message: string;
}

const zipped = (payload: object) => gzipSync(JSON.stringify(payload)).toString('base64');

function subscription(logEvents: LogEvents[], more: object = {}): string {
  return zipped({
    messageType: 'DATA_MESSAGE',
    owner: OWNER,
    logGroup: GROUP,
    logStream: 'one',
    subscriptionFilters: ['sysmon'],
    logEvents,
    ...more,
  });
}

/** As Firehose delivers: the request id in the head and the body, the access key, and the body in gzip. */
function delivery(records: string[], requestId = randomUUID()) {
  const body = { requestId, timestamp: Date.now(), records: records.map((data) => ({ data })) };
  const headers = {
    authorization: '',
    'content-encoding': 'gzip',
    'x-amz-firehose-access-key': TOKEN,
    'x-amz-firehose-protocol-version': '1.0',
    'x-amz-firehose-request-id': requestId,
    'x-amz-firehose-source-arn': `arn:aws:firehose:eu-west-1:${OWNER}:deliverystream/logs`,
  };
  return { requestId, body: gzipSync(JSON.stringify(body)), headers };
}

const line = (index: number, message: string): LogEvents => ({
  id: String(index).padStart(56, '3'),
  timestamp: Date.now() - 5_000 + index,
  message,
});

test('a delivery is answered as Firehose wants it, once its events are stored', async () => {
  const world = await intakeWorld();
  const { requestId, body, headers } = delivery([
    zipped({
      messageType: 'CONTROL_MESSAGE',
      logEvents: [{ id: '', timestamp: 0, message: 'CWL CONTROL MESSAGE: Checking health' }],
    }),
    subscription([line(1, 'paid'), line(2, 'ERROR declined')]),
  ]);
  const reply = await world.post('/intake/firehose', body, headers);
  expect(reply.status).toBe(200);
  expect(reply.headers.get('content-type')).toContain('application/json');
  expect(Number(reply.headers.get('content-length'))).toBeGreaterThan(0);
  expect(await reply.json()).toEqual({ requestId, timestamp: expect.any(Number) });
  const events = await world.events();
  expect(events.map(({ message }) => message)).toEqual(['paid', 'ERROR declined']);
  expect(events[0]).toMatchObject({
    'service.name': 'checkout',
    'aws.cloudwatch.log_group': GROUP,
    'cloud.region': 'eu-west-1',
    'cloud.account.id': OWNER,
  });
});

test('a delivery that cannot be stored is not answered with 200, keeps its request id, and is stored once when it comes again', async () => {
  const world = await intakeWorld();
  const { requestId, body, headers } = delivery([
    subscription([line(1, 'paid')]),
    Buffer.from('{"message":"plain"}\nsecond line\n').toString('base64'),
  ]);
  world.outage.isOn = true;
  const refused = await world.post('/intake/firehose', body, headers);
  expect(refused.status).toBe(503);
  expect(await refused.json()).toEqual({
    requestId,
    timestamp: expect.any(Number),
    errorMessage: expect.any(String),
  });
  world.outage.isOn = false;
  for (let turn = 0; turn < 3; turn++) await world.post('/intake/firehose', body, headers);
  expect(await world.count()).toBe(3);
  const unknown = await world.post('/intake/firehose', body, {
    ...headers,
    'x-amz-firehose-access-key': 'wrong',
  });
  expect([unknown.status, await unknown.json()]).toEqual([401, expect.objectContaining({ requestId })]);
});

test('what is no Firehose delivery, and a record that is a gzip bomb, are refused', async () => {
  const world = await intakeWorld();
  expect((await world.post('/intake/firehose', '{"records":5}')).status).toBe(400);
  const bomb = gzipSync(Buffer.alloc(100 * 1_048_576), { level: 1 }).toString('base64');
  const { body, headers } = delivery([bomb]);
  expect((await world.post('/intake/firehose', body, headers)).status).toBe(413);
});

test('a stack trace that is cut in two deliveries is one event, whatever comes again', async () => {
  const world = await intakeWorld();
  const first = delivery([
    subscription([line(1, 'TypeError: no card'), line(2, '    at pay (/app/pay.js:3:1)')]),
  ]);
  const second = delivery([subscription([line(3, '    at main (/app/main.js:9:1)'), line(4, 'ready')])]);
  expect((await world.post('/intake/firehose', first.body, first.headers)).status).toBe(200);
  world.outage.isOn = true;
  expect((await world.post('/intake/firehose', second.body, second.headers)).status).toBe(503);
  world.outage.isOn = false;
  for (const { body, headers } of [second, second, first, second])
    expect((await world.post('/intake/firehose', body, headers)).status).toBe(200);
  const events = await world.events();
  expect(events.map(({ revision, message }) => [revision, message.split('\n').length])).toEqual([
    [3, 3],
    [1, 1],
  ]);
});

test.each([
  ['pushed first', true],
  ['polled first', false],
])('the same events by push and by poll are stored once: %s', async (_, isPushedFirst) => {
  const aws = await localCloudWatch({ throttle: false });
  await writerOf(aws)(GROUP, 'one', [
    [Date.now() - 9_000, 'Error: no card\n    at pay (/app/pay.js:3:1)'],
    [Date.now() - 8_000, 'paid'],
    [Date.now() - 7_000, 'Error: boom'],
    [Date.now() - 7_000, '    at main (/app/main.js:9:1)'],
  ]);
  const settings = { services: { '/aws/lambda/*': 'shop' }, groups: ['/aws/*'] };
  const source = { kind: 'cloudwatch-logs', regions: [aws.region], ...settings };
  const world = await intakeWorld({ sources: [source] });
  const process = collecting(aws, world.store, systemClock, settings);

  const { events = [] } = await clientOf(aws).send(new FilterLogEventsCommand({ logGroupName: GROUP }));
  const { body, headers } = delivery([
    subscription(
      events.map(({ eventId = '', timestamp = 0, message = '' }) => ({ id: eventId, timestamp, message })),
    ),
  ]);
  const arn = `arn:aws:firehose:${aws.region}:${OWNER}:deliverystream/logs`;
  const push = () => world.post('/intake/firehose', body, { ...headers, 'x-amz-firehose-source-arn': arn });
  const poll = () => process.tick();
  for (const step of isPushedFirst ? [push, poll, push] : [poll, push, poll]) await step();

  const stored = await world.events();
  expect(stored.map((event) => [event['service.name'], event.revision])).toEqual([
    ['shop', 1],
    ['shop', 1],
    ['shop', 2],
  ]);
});
