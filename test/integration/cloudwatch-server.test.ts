import {
  CreateLogGroupCommand,
  DeleteLogGroupCommand,
  DeleteLogStreamCommand,
  DescribeLogStreamsCommand,
  FilterLogEventsCommand,
  type FilterLogEventsCommandInput,
  GetLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { expect, test } from 'vitest';
import { DAY, MINUTE, SECOND } from '../../src/core/time.ts';
import { clientOf, localCloudWatch, temporaryFolder, writerOf } from '../support/cloudwatch.ts';

const GROUP = '/ecs/api';

async function world(options: Parameters<typeof localCloudWatch>[0] = { throttle: false }) {
  const server = await localCloudWatch(options);
  const client = clientOf(server);
  const filter = (input: Partial<FilterLogEventsCommandInput> = {}) =>
    client.send(new FilterLogEventsCommand({ logGroupName: GROUP, ...input }));
  const texts = async (input: Partial<FilterLogEventsCommandInput> = {}) =>
    (await filter(input)).events?.map(({ message }) => message);
  return { server, client, write: writerOf(server), filter, texts };
}

test('events of several streams come out in the order of their times, with ids of 56 digits', async () => {
  const { write, filter } = await world();
  const now = Date.now();
  await write(GROUP, 'a', [
    [now - 30, 'first'],
    [now - 10, 'third'],
  ]);
  await write(GROUP, 'b', [[now - 20, 'second']]);
  const { events = [] } = await filter();
  expect(events.map(({ message }) => message)).toEqual(['first', 'second', 'third']);
  expect(events.every(({ eventId = '' }) => /^\d{56}$/.test(eventId))).toBe(true);
});

test('a window, a stream, a term and a phrase each narrow what is found', async () => {
  const { write, texts } = await world();
  const now = Date.now();
  await write(GROUP, 'a', [
    [now - 30, 'GET /orders 200'],
    [now - 20, 'GET /orders 500 upstream timed out'],
  ]);
  await write(GROUP, 'b', [[now - 10, 'timed in']]);
  expect(await texts({ startTime: now - 20, endTime: now - 20 })).toHaveLength(1);
  expect(await texts({ logStreamNames: ['b'] })).toEqual(['timed in']);
  expect(await texts({ filterPattern: '"timed out" GET' })).toEqual(['GET /orders 500 upstream timed out']);
  expect(await texts({ filterPattern: '?200 ?in' })).toEqual(['GET /orders 200', 'timed in']);
  await expect(texts({ filterPattern: '{ $.a = 1 }' })).rejects.toThrow('Invalid filter pattern');
});

test('pages follow each other by token, and a token is good for its own question alone', async () => {
  const { write, filter } = await world();
  const now = Date.now();
  await write(
    GROUP,
    'a',
    [1, 2, 3].map((number) => [now - 10 + number, `line ${number}`]),
  );
  const first = await filter({ limit: 2 });
  expect(first.events).toHaveLength(2);
  const { nextToken = '' } = first;
  const second = await filter({ limit: 2, nextToken });
  expect(second.events?.map(({ message }) => message)).toEqual(['line 3']);
  expect(second.nextToken).toBeUndefined();
  await expect(filter({ limit: 3, nextToken })).rejects.toMatchObject({ name: 'InvalidParameterException' });
});

test('looking through days without a match gives an empty page with a token', async () => {
  const { write, filter } = await world();
  const now = Date.now();
  for (const days of [5, 4, 3, 2, 1]) await write(GROUP, 'a', [[now - days * DAY, 'nothing here']]);
  await write(GROUP, 'a', [[now, 'needle']]);
  const first = await filter({ filterPattern: 'needle' });
  expect(first.events).toEqual([]);
  let { nextToken } = first;
  const found = [];
  while (nextToken) {
    const page = await filter({ filterPattern: 'needle', nextToken });
    found.push(...(page.events ?? []));
    nextToken = page.nextToken;
  }
  expect(found).toHaveLength(1);
});

test('a sixth call within a second is refused, and one a moment later is not', async () => {
  let now = Date.now();
  const { write, filter } = await world({ clock: { now: () => now } });
  await write(GROUP, 'a', [[now, 'hello']]);
  const calls = await Promise.allSettled(Array.from({ length: 6 }, () => filter()));
  expect(calls.filter(({ status }) => status === 'rejected')).toMatchObject([
    { reason: { name: 'ThrottlingException', message: 'Rate exceeded' } },
  ]);
  now += SECOND;
  await expect(filter()).resolves.toBeDefined();
});

test('an event is seen only once it is ingested, if the server is told to take its time', async () => {
  let now = Date.now();
  const { write, texts } = await world({ clock: { now: () => now }, ingestionDelay: 10 * SECOND });
  await write(GROUP, 'a', [[now, 'hello']]);
  expect(await texts()).toEqual([]);
  now += 10 * SECOND;
  expect(await texts()).toEqual(['hello']);
});

test('a wrong secret, an unknown key and a Region that is not served are refused as AWS does', async () => {
  const { server } = await world();
  const call = (wrong: object) =>
    clientOf({ ...server, ...wrong }).send(new FilterLogEventsCommand({ logGroupName: GROUP }));
  await expect(call({ secretAccessKey: 'wrong' })).rejects.toMatchObject({
    name: 'InvalidSignatureException',
  });
  await expect(call({ accessKeyId: 'AKIANOBODY' })).rejects.toMatchObject({
    name: 'UnrecognizedClientException',
  });
  await expect(call({ region: 'us-east-1' })).rejects.toMatchObject({ name: 'InvalidSignatureException' });
  const unsigned = await fetch(server.url, {
    method: 'POST',
    headers: { 'x-amz-target': 'Logs_20140328.FilterLogEvents' },
  });
  expect(await unsigned.json()).toMatchObject({ __type: 'MissingAuthenticationTokenException' });
});

test('groups and streams that are missing, doubled or deleted are said so', async () => {
  const { client, write, filter, texts } = await world();
  await expect(filter()).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  await write(GROUP, 'a', [[Date.now(), 'a']]);
  await write(GROUP, 'b', [[Date.now(), 'b']]);
  await expect(client.send(new CreateLogGroupCommand({ logGroupName: GROUP }))).rejects.toMatchObject({
    name: 'ResourceAlreadyExistsException',
  });
  await client.send(new DeleteLogStreamCommand({ logGroupName: GROUP, logStreamName: 'a' }));
  expect(await texts()).toEqual(['b']);
  await client.send(new DeleteLogGroupCommand({ logGroupName: GROUP }));
  await expect(filter()).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
});

test('one stream can be read from its head and from its tail', async () => {
  const { client, write } = await world();
  const now = Date.now();
  await write(
    GROUP,
    'a',
    [1, 2, 3].map((number) => [now + number, `line ${number}`]),
  );
  const get = async (more: object) => {
    const names = { logGroupName: GROUP, logStreamName: 'a', limit: 2 };
    return client.send(new GetLogEventsCommand({ ...names, ...more }));
  };
  const tail = await get({});
  expect(tail.events?.map(({ message }) => message)).toEqual(['line 2', 'line 3']);
  const head = await get({ startFromHead: true });
  expect(head.events?.map(({ message }) => message)).toEqual(['line 1', 'line 2']);
  const rest = await get({ nextToken: head.nextForwardToken });
  expect(rest.events?.map(({ message }) => message)).toEqual(['line 3']);
  const end = await get({ nextToken: rest.nextForwardToken });
  expect(end.nextForwardToken).toBe(rest.nextForwardToken);
  const { logStreams } = await client.send(new DescribeLogStreamsCommand({ logGroupName: GROUP }));
  expect(logStreams).toMatchObject([
    { logStreamName: 'a', firstEventTimestamp: now + 1, lastEventTimestamp: now + 3 },
  ]);
});

test('two weeks of history are there again after a restart, within a second', async () => {
  const folder = await temporaryFolder();
  const before = await world({ folder, throttle: false });
  const now = Date.now();
  for (let day = 13; day >= 0; day--) {
    const lines = Array.from({ length: 5_000 }, (_, index): [number, string] => [
      now - day * DAY - (5_000 - index) * SECOND,
      `day ${day}, a line of a common length as services write them, number ${index}`,
    ]);
    await before.write(GROUP, 'a', lines);
  }
  await before.server.stop();
  const started = performance.now();
  const after = await world({ folder, throttle: false });
  expect(performance.now() - started).toBeLessThan(SECOND);
  expect(await after.texts({ startTime: now - 5 * SECOND })).toHaveLength(5);
  expect(await after.texts({ startTime: now - 13 * DAY - MINUTE, endTime: now - 13 * DAY })).toHaveLength(60);
});
