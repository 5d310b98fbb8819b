import { expect, test } from 'vitest';
import { DAY, MINUTE, SECOND } from '../../src/core/time.ts';
import type { Store } from '../../src/store/store.ts';
import { collectingWorld, GROUP, ITEM } from '../support/collecting.ts';

const TRACE = ['TypeError: x is undefined', '    at one (a.js:1:1)', '    at two (b.js:2:2)'];

test('what is written to a group is stored, and its minutes are marked for the series', async () => {
  const { write, tick, messages, store, asked } = await collectingWorld();
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
  const { write, tick, time, messages, store } = await collectingWorld();
  await write(GROUP, 'a', [[Date.now(), 'INFO ready']]);
  await tick();
  await store.documents.remove('changed', await store.documents.find('changed'));
  time.shift = 10 * SECOND;
  await tick();
  expect(await messages()).toEqual(['INFO ready']);
  expect(await store.documents.find('changed')).toEqual([]);
});

test('a poll that brings nothing new writes nothing, but for what it read up to, now and then', async () => {
  const { write, tick, time, store } = await collectingWorld();
  await write(GROUP, 'a', [[Date.now(), 'INFO ready']]);
  await tick();
  const versions = () =>
    Promise.all(
      (['cursor', 'source'] as const).map(async (kind) => (await store.documents.get(kind, ITEM))?.version),
    );
  const before = await versions();
  for (const shift of [5, 10]) {
    time.shift = shift * SECOND;
    await tick();
  }
  expect(await versions()).toEqual(before);
  time.shift = 25 * SECOND;
  await tick();
  expect(await versions()).toEqual(before.map((version) => Number(version) + 1));
});

test('a new group is found within a minute, and collected', async () => {
  const { write, tick, time, messages } = await collectingWorld();
  await tick();
  await write(GROUP, 'a', [[Date.now(), 'INFO hello']]);
  await tick();
  expect(await messages()).toEqual([]);
  time.shift = MINUTE;
  await tick();
  expect(await messages()).toEqual(['INFO hello']);
});

test('two weeks are collected with the cursor moving as it goes', async () => {
  const { write, tick, messages, store, state } = await collectingWorld({ backfill: '14d' });
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
    const { write, process, time, messages, store } = await collectingWorld();
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
  const { write, tick, time, messages } = await collectingWorld();
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
  const { write, process, time, messages } = await collectingWorld();
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
  const { write, tick, messages } = await collectingWorld();
  await write(GROUP, 'a', [[Date.now() - 30 * SECOND, '    at lost (c.js:3:3)']]);
  await tick();
  expect(await messages()).toEqual(['    at lost (c.js:3:3)']);
});

test('two workers at once read one group once', async () => {
  const { write, process, messages, store } = await collectingWorld();
  await write(GROUP, 'a', [[Date.now(), 'INFO hello']]);
  await Promise.all([process().collect(ITEM), process().collect(ITEM), process().collect(ITEM)]);
  expect(await messages()).toEqual(['INFO hello']);
  expect((await store.documents.get('cursor', ITEM))?.version).toBe(1);
});

test('codes that one process learned are known to the next', async () => {
  const { write, process, store } = await collectingWorld();
  await write(GROUP, 'a', [[Date.now(), 'ERROR cannot reach database 17']]);
  await process().tick();
  const learned = await store.documents.find('code');
  expect(learned.length).toBeGreaterThan(0);
  const next = process();
  await next.collect(ITEM);
  expect(next.context.codes.learned()).toEqual([]);
});
