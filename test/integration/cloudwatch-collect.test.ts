import { DeleteLogGroupCommand, PutRetentionPolicyCommand } from '@aws-sdk/client-cloudwatch-logs';
import { expect, test } from 'vitest';
import { DAY, HOUR, MINUTE, SECOND } from '../../src/core/time.ts';
import type { Store } from '../../src/store/store.ts';
import { clientOf, localCloudWatch, writerOf } from '../support/cloudwatch.ts';
import { collecting } from '../support/collecting.ts';
import { openMemoryStore } from '../support/memory-store.ts';

const GROUP = '/ecs/api';
const ITEM = `cloudwatch-logs/eu-west-1/${GROUP}`;
const OTHER = '/ecs/web';
const OTHER_ITEM = `cloudwatch-logs/eu-west-1/${OTHER}`;
const TRACE = ['TypeError: x is undefined', '    at one (a.js:1:1)', '    at two (b.js:2:2)'];

async function world(settings: object = {}) {
  const server = await localCloudWatch({ throttle: false });
  const time = { shift: 0 };
  const clock = { now: () => Date.now() + time.shift };
  const store = openMemoryStore({ clock });
  const process = (over: Partial<Store> = {}) => collecting(server, { ...store, ...over }, clock, settings);
  return { server, store, clock, time, process, write: writerOf(server), ...process() };
}

test('what is written to a group is stored, and its minutes are marked for the series', async () => {
  const { write, tick, messages, store, asked } = await world();
  const now = Date.now();
  await write(GROUP, 'a', [
    [now - 2 * MINUTE, 'ERROR cannot reach the database'],
    [now - SECOND, 'INFO ready'],
  ]);
  await tick();
  expect(await messages()).toEqual(['ERROR cannot reach the database', 'INFO ready']);
  expect((await store.documents.find('changed')).length).toBe(2);
  expect(asked).toContainEqual({ name: 'aggregate', source: undefined });
});

test('reading the overlap again writes nothing', async () => {
  const { write, tick, time, messages, store } = await world();
  await write(GROUP, 'a', [[Date.now(), 'INFO ready']]);
  await tick();
  await store.documents.remove('changed', await store.documents.find('changed'));
  time.shift = 10 * SECOND;
  await tick();
  expect(await messages()).toEqual(['INFO ready']);
  expect(await store.documents.find('changed')).toEqual([]);
});

test('a new group is found within a minute, and collected', async () => {
  const { write, tick, time, messages } = await world();
  await tick();
  await write(GROUP, 'a', [[Date.now(), 'INFO hello']]);
  await tick();
  expect(await messages()).toEqual([]);
  time.shift = MINUTE;
  await tick();
  expect(await messages()).toEqual(['INFO hello']);
});

test('two weeks are collected with the cursor moving as it goes', async () => {
  const { write, tick, messages, store, state } = await world({ backfill: '14d' });
  for (const days of [13.9, 9, 5, 1])
    await write(GROUP, 'a', [[Date.now() - days * DAY, `INFO ${days} days ago`]]);
  await tick();
  expect(await messages()).toEqual([13.9, 9, 5, 1].map((days) => `INFO ${days} days ago`));
  expect((await store.documents.get('cursor', ITEM))?.version).toBeGreaterThan(5);
  expect((await state(ITEM))?.calls).toBeLessThan(30);
});

test.each(['append', 'mark', 'cursor'] as const)(
  'a crash at the %s loses nothing and doubles nothing',
  async (at) => {
    const { write, process, time, messages, store } = await world();
    await write(GROUP, 'a', [
      [Date.now() - 2 * SECOND, 'INFO one'],
      [Date.now() - SECOND, 'INFO two'],
    ]);
    const crash = async () => {
      throw new Error('the process ends here');
    };
    const crashing: Record<typeof at, Partial<Store>> = {
      append: {
        events: {
          ...store.events,
          append: async (events) => {
            await store.events.append(events.slice(1));
            return crash();
          },
        },
      },
      mark: { documents: { ...store.documents, touch: crash } },
      cursor: {
        documents: {
          ...store.documents,
          put: (kind, ...rest) => (kind === 'cursor' ? crash() : store.documents.put(kind, ...rest)),
        },
      },
    };
    const outcomes = await process(crashing[at]).tick();
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected']);
    time.shift = 31 * SECOND;
    await process().tick();
    expect(await messages()).toEqual(['INFO one', 'INFO two']);
    expect((await store.documents.find('changed')).length).toBe(1);
  },
);

test('a stack trace is one event, also when a poll sees only its beginning', async () => {
  const { write, tick, time, messages } = await world();
  const at = Date.now() - SECOND;
  const lines = TRACE.map((text): [number, string] => [at, text]);
  await write(GROUP, 'a', lines.slice(0, 2));
  await tick();
  await write(GROUP, 'a', lines.slice(2));
  time.shift = 10 * SECOND;
  await tick();
  expect(await messages()).toEqual([TRACE.join('\n')]);
});

test('a stack trace at whatever place of a later window is still one event', async () => {
  const { write, process, time, messages } = await world();
  const now = Date.now();
  const lines = TRACE.map((text, index): [number, string] => [now - 75 * SECOND + index * SECOND, text]);
  await write(GROUP, 'a', lines);
  await process().tick();
  for (let second = 0; second < 20; second++) {
    time.shift = second * SECOND;
    await process().tick();
  }
  expect(await messages()).toEqual([TRACE.join('\n')]);
});

test('a line that goes on with nothing is kept as it is', async () => {
  const { write, tick, messages } = await world();
  await write(GROUP, 'a', [[Date.now() - 30 * SECOND, '    at lost (c.js:3:3)']]);
  await tick();
  expect(await messages()).toEqual(['    at lost (c.js:3:3)']);
});

test('two workers at once read one group once', async () => {
  const { write, process, messages, store } = await world();
  await write(GROUP, 'a', [[Date.now(), 'INFO hello']]);
  await Promise.all([process().collect(ITEM), process().collect(ITEM), process().collect(ITEM)]);
  expect(await messages()).toEqual(['INFO hello']);
  expect((await store.documents.get('cursor', ITEM))?.version).toBe(1);
});

test('a deleted group says so with advice, is no longer read, and the others go on', async () => {
  const { server, write, tick, time, messages, state } = await world();
  await write(GROUP, 'a', [[Date.now(), 'INFO api']]);
  await write(OTHER, 'a', [[Date.now(), 'INFO web']]);
  await tick();
  await clientOf(server).send(new DeleteLogGroupCommand({ logGroupName: GROUP }));
  await write(OTHER, 'a', [[Date.now(), 'INFO web again']]);
  time.shift = 10 * SECOND;
  await tick();
  expect(await state(ITEM)).toMatchObject({
    failures: 1,
    fault: { code: 'AWS_NO_GROUP', advice: expect.stringContaining('take it out of the settings') },
  });
  expect(await state(OTHER_ITEM)).toMatchObject({ failures: 0, eventsRead: 2 });
  time.shift = 2 * MINUTE;
  await tick();
  expect((await state(ITEM))?.goneAt).toBeDefined();
  expect(await messages()).toEqual(['INFO api', 'INFO web', 'INFO web again']);
});

test('a token revoked in the middle is a fault to mend, and reading goes on where it was once it is mended', async () => {
  const { server, write, tick, time, messages, state } = await world();
  await write(GROUP, 'a', [[Date.now(), 'INFO before']]);
  await tick();
  server.hand.fail('*', 'UnrecognizedClientException', { message: 'The security token is invalid.' });
  time.shift = 10 * SECOND;
  await tick();
  expect(await state(ITEM)).toMatchObject({
    fault: { code: 'AWS_CREDENTIALS', advice: expect.stringContaining('credentials') },
  });
  await write(GROUP, 'a', [[Date.now(), 'INFO meanwhile']]);
  time.shift = 80 * SECOND;
  await tick();
  expect(await messages()).toEqual(['INFO before', 'INFO meanwhile']);
  expect((await state(ITEM))?.fault).toBeUndefined();
});

test('a missing permission is said with its action and the group', async () => {
  const { server, write, tick, state } = await world();
  await write(GROUP, 'a', [[Date.now(), 'INFO hello']]);
  server.hand.fail('FilterLogEvents', 'AccessDeniedException', { message: 'not authorized' });
  await tick();
  expect((await state(ITEM))?.fault?.advice).toBe(
    `Allow logs:FilterLogEvents on arn:aws:logs:eu-west-1:*:log-group:${GROUP}:*.`,
  );
});

test('a call refused as one too many is made again, and seen in the state', async () => {
  const { server, write, tick, messages, state } = await world();
  await write(GROUP, 'a', [[Date.now(), 'INFO hello']]);
  server.hand.fail('FilterLogEvents', 'ThrottlingException', { message: 'Rate exceeded', times: 2 });
  await tick();
  expect(await messages()).toEqual(['INFO hello']);
  expect(await state(ITEM)).toMatchObject({ calls: 3, throttled: 2, throttledSince: expect.any(Number) });
});

async function manyPages() {
  const parts = await world();
  const lines = Array.from({ length: 12_000 }, (_, index): [number, string] => [
    Date.now() - MINUTE + index,
    `INFO ${index}`,
  ]);
  await parts.write(GROUP, 'a', lines.slice(0, 6_000));
  await parts.write(GROUP, 'a', lines.slice(6_000));
  return parts;
}

const FORGOTTEN = { message: 'The specified nextToken is invalid.' };

test('a page token that AWS forgot begins the stretch again, and nothing is lost', async () => {
  const { server, tick, state } = await manyPages();
  server.hand.fail('FilterLogEvents', 'InvalidParameterException', { ...FORGOTTEN, after: 1 });
  await tick();
  expect(await state(ITEM)).toMatchObject({ failures: 0, eventsRead: 12_000 });
});

test('AWS out of order between two pages is said, and what was read is not read for nothing', async () => {
  const { server, tick, state, time } = await manyPages();
  server.hand.fail('FilterLogEvents', 'InternalFailure', { status: 500, after: 1, times: 4 });
  await tick();
  expect(await state(ITEM)).toMatchObject({
    failures: 1,
    fault: { code: 'AWS_UNAVAILABLE' },
  });
  time.shift = MINUTE;
  await tick();
  expect(await state(ITEM)).toMatchObject({ failures: 0, eventsRead: 12_000 });
});

test('a line of 256 kB, one that is half a character and one with a NUL are kept', async () => {
  const { write, tick, messages } = await world();
  const long = `INFO ${'x'.repeat(256 * 1024 - 100)}`;
  await write(GROUP, 'a', [
    [Date.now() - 3, long],
    [Date.now() - 2, 'INFO half \ud83d'],
    [Date.now() - 1, 'INFO nul \u0000 inside'],
  ]);
  await tick();
  const [first, second, third] = await messages();
  expect(first?.length).toBe(long.length);
  expect(second).toContain('half \ufffd');
  expect(third).toContain('inside');
});

test('what expired before it could be read is a gap, and said', async () => {
  const { server, write, tick, time, state } = await world();
  await write(GROUP, 'a', [[Date.now(), 'INFO hello']]);
  await clientOf(server).send(new PutRetentionPolicyCommand({ logGroupName: GROUP, retentionInDays: 1 }));
  await tick();
  const until = (await state(ITEM))?.readUpTo;
  time.shift = DAY + 3 * HOUR;
  await tick();
  expect((await state(ITEM))?.gap).toMatchObject({ from: until });
});

test('codes that one process learned are known to the next', async () => {
  const { write, process, store } = await world();
  await write(GROUP, 'a', [[Date.now(), 'ERROR cannot reach database 17']]);
  await process().tick();
  const learned = await store.documents.find('code');
  expect(learned.length).toBeGreaterThan(0);
  const next = process();
  await next.collect(ITEM);
  expect(next.context.codes.learned()).toEqual([]);
});
