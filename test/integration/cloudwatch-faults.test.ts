import { setTimeout as sleep } from 'node:timers/promises';
import { DeleteLogGroupCommand, PutRetentionPolicyCommand } from '@aws-sdk/client-cloudwatch-logs';
import { expect, onTestFinished, test } from 'vitest';
import { budgetsIn } from '../../jobs/call-budgets.ts';
import { silentLog } from '../../src/core/log.ts';
import { DAY, HOUR, MINUTE, SECOND, systemClock } from '../../src/core/time.ts';
import { openPostgresStore } from '../../src/store/postgres/postgres-store.ts';
import { clientOf, localCloudWatch, writerOf } from '../support/cloudwatch.ts';
import { collecting, collectingWorld, GROUP, ITEM } from '../support/collecting.ts';
import { freshDatabase } from '../support/database.ts';
import { openMemoryStore } from '../support/memory-store.ts';

const OTHER = '/ecs/web';
const OTHER_ITEM = `cloudwatch-logs/eu-west-1/${OTHER}`;
const database = await freshDatabase();

test('a deleted group says so with advice, is no longer read, and the others go on', async () => {
  const { server, write, tick, time, messages, state } = await collectingWorld();
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
  const { server, write, tick, time, messages, state } = await collectingWorld();
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
  const { server, write, tick, state } = await collectingWorld();
  await write(GROUP, 'a', [[Date.now(), 'INFO hello']]);
  server.hand.fail('FilterLogEvents', 'AccessDeniedException', { message: 'not authorized' });
  await tick();
  expect((await state(ITEM))?.fault?.advice).toBe(
    `Allow logs:FilterLogEvents on arn:aws:logs:eu-west-1:*:log-group:${GROUP}:*.`,
  );
});

test('a call refused as one too many is made again, and seen in the state', async () => {
  const { server, write, tick, messages, state } = await collectingWorld();
  await write(GROUP, 'a', [[Date.now(), 'INFO hello']]);
  server.hand.fail('FilterLogEvents', 'ThrottlingException', { message: 'Rate exceeded', times: 2 });
  await tick();
  expect(await messages()).toEqual(['INFO hello']);
  expect(await state(ITEM)).toMatchObject({ calls: 3, throttled: 2, throttledSince: expect.any(Number) });
});

async function manyPages() {
  const parts = await collectingWorld();
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

test('a line of 256 kB, one that is half a character and one with a NUL are kept, in PostgreSQL too', async () => {
  const server = await localCloudWatch();
  const store = await openPostgresStore({ url: database, clock: systemClock, log: silentLog });
  onTestFinished(() => store.close());
  const { tick, messages } = collecting(server, store, systemClock);
  const write = writerOf(server);
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
  const { server, write, tick, time, state } = await collectingWorld();
  await write(GROUP, 'a', [[Date.now(), 'INFO hello']]);
  await clientOf(server).send(new PutRetentionPolicyCommand({ logGroupName: GROUP, retentionInDays: 1 }));
  await tick();
  const until = (await state(ITEM))?.readUpTo;
  time.shift = DAY + 3 * HOUR;
  await tick();
  expect((await state(ITEM))?.gap).toMatchObject({ from: until });
});

test('two processes read many groups, and AWS never refuses a call as one too many', async () => {
  const server = await localCloudWatch();
  const write = writerOf(server);
  const groups = Array.from({ length: 6 }, (_, index) => `/ecs/service-${index}`);
  for (const group of groups) await write(group, 'a', [[Date.now(), `INFO ${group}`]]);
  const clock = systemClock;
  const store = openMemoryStore({ clock });
  const settings = { callsPerSecond: 5 };
  const openBudget = () =>
    budgetsIn(store.documents, clock, (ms, signal) => sleep(ms, undefined, { signal }));
  const [one, other] = [1, 2].map(() => collecting(server, store, clock, settings, openBudget()));
  const items = await one!.discover();
  await Promise.all(items.map((item, index) => [one, other][index % 2]!.collect(item)));
  await Promise.all(items.map((item, index) => [other, one][index % 2]!.collect(item)));
  expect((await one!.messages()).toSorted()).toEqual(groups.map((group) => `INFO ${group}`));
  expect(server.hand.calls.get('FilterLogEvents')).toBeGreaterThanOrEqual(12);
  for (const item of items) expect(await one!.state(item)).toMatchObject({ throttled: 0, failures: 0 });
});
