import { describe, expect, test } from 'vitest';
import { MINUTE, SECOND } from '../../src/core/time.ts';
import { type Address, depsOf, localCloudWatch, readAll, sourceOf, writerOf } from '../support/cloudwatch.ts';
import { motoIsWanted, startMoto } from '../support/moto.ts';

/** The same reader against our own server and against one that is not ours. */
const SERVERS: { name: string; start: () => Promise<Address> }[] = [
  { name: 'the local CloudWatch', start: () => localCloudWatch({ throttle: false }) },
  ...(motoIsWanted ? [{ name: 'moto', start: startMoto }] : []),
];

const GROUP = '/aws/lambda/checkout';
const ITEM = `cloudwatch-logs/eu-west-1/${GROUP}`;

describe.each(SERVERS)('CloudWatch Logs on $name', ({ start }) => {
  test('a group appears by itself once it is there, and one that is excluded does not', async () => {
    const server = await start();
    const source = sourceOf(server, { exclude: ['/aws/lambda/noise*'] });
    const { signal } = new AbortController();
    expect(await source.discover(signal)).toEqual([]);
    const write = writerOf(server);
    await write(GROUP, 'a', [[Date.now(), 'hello']]);
    await write('/aws/lambda/noise-1', 'a', [[Date.now(), 'hello']]);
    expect(await source.discover(signal)).toEqual([{ id: ITEM, title: `${GROUP} (eu-west-1)` }]);
  });

  test('more groups than fit on a page are all found', async () => {
    const server = await start();
    const write = writerOf(server);
    const names = Array.from({ length: 60 }, (_, index) => `group-${String(index).padStart(2, '0')}`);
    for (const name of names) await write(name, 'a', [[Date.now(), 'hello']]);
    const found = await sourceOf(server).discover(new AbortController().signal);
    expect(found.map(({ id }) => id.split('/').at(-1))).toEqual(names);
  });

  test('events of one millisecond, in one stream and in several, are all there with ids of their own', async () => {
    const server = await start();
    const write = writerOf(server);
    const at = Date.now() - 5 * SECOND;
    await write(GROUP, 'a', [
      [at, 'one'],
      [at, 'two'],
      [at, 'two'],
    ]);
    await write(GROUP, 'b', [[at, 'one']]);
    const { texts, events } = await readAll(sourceOf(server), ITEM);
    expect(texts.toSorted()).toEqual(['one', 'one', 'two', 'two']);
    expect(new Set(events.map(({ id }) => id)).size).toBe(4);
  });

  test('the same event has the same id whenever it is read', async () => {
    const server = await start();
    await writerOf(server)(GROUP, 'a', [[Date.now() - 5 * SECOND, 'one']]);
    const source = sourceOf(server);
    const first = await readAll(source, ITEM);
    const again = await readAll(source, ITEM, first.next);
    expect(again.events).toEqual(first.events);
    expect(first.events).toHaveLength(1);
  });

  test('25,000 events on several pages are read, each once', async () => {
    const server = await start();
    const write = writerOf(server);
    const from = Date.now() - 30 * MINUTE;
    for (const part of [0, 1, 2, 3, 4]) {
      const lines = Array.from({ length: 5_000 }, (_, index): [number, string] => {
        const number = part * 5_000 + index;
        return [from + number * 50, `line ${number}`];
      });
      await write(GROUP, `stream-${part % 2}`, lines);
    }
    const { texts, batches } = await readAll(sourceOf(server), ITEM);
    expect(new Set(texts).size).toBe(25_000);
    expect(batches.length).toBeGreaterThan(2);
    expect(batches.at(-1)?.ends).toBe(true);
  });

  test('an event that comes late, to a stream that lags, is found by the next poll', async () => {
    const server = await start();
    const write = writerOf(server);
    const now = Date.now();
    await write(GROUP, 'quick', [[now - SECOND, 'quick']]);
    const source = sourceOf(server);
    const { next } = await readAll(source, ITEM);
    await write(GROUP, 'slow', [[now - 40 * SECOND, 'slow']]);
    const { texts } = await readAll(source, ITEM, next);
    expect(texts).toContain('slow');
  });

  test('an event ten minutes late is found by the late sweep', async () => {
    const server = await start();
    const write = writerOf(server);
    let shift = 0;
    const clock = { now: () => Date.now() + shift };
    await write(GROUP, 'a', [[Date.now(), 'on time']]);
    const source = sourceOf(server, {}, depsOf(clock));
    const { next } = await readAll(source, ITEM);
    await write(GROUP, 'a', [[Date.now() - 4 * MINUTE, 'late']]);
    shift = 6 * MINUTE;
    expect((await readAll(source, ITEM, next)).texts).toContain('late');
  });

  test('an event one hour ahead is found now, and those that follow are too', async () => {
    const server = await start();
    const write = writerOf(server);
    await write(GROUP, 'a', [[Date.now() + 60 * MINUTE, 'ahead']]);
    const source = sourceOf(server);
    const first = await readAll(source, ITEM);
    expect(first.texts).toEqual(['ahead']);
    await write(GROUP, 'b', [[Date.now(), 'now']]);
    expect((await readAll(source, ITEM, first.next)).texts).toContain('now');
  });

  test('a group that is not there is said so, with its name', async () => {
    const server = await start();
    const source = sourceOf(server, { groups: ['no-such-group'] });
    await expect(source.check(new AbortController().signal)).rejects.toMatchObject({
      name: 'RejectedError',
      code: 'AWS_NO_GROUP',
      message: expect.stringContaining('no-such-group'),
    });
  });
});
