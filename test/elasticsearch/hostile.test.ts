import { isDeepStrictEqual } from 'node:util';
import { expect, test } from 'vitest';
import type { LogEvent } from '../../src/core/event.ts';
import { MINUTE } from '../../src/core/time.ts';
import type { EventStore } from '../../src/store/event-store.ts';
import { NOON, sampleEvent } from '../support/sample-event.ts';
import { ask, opener, sharedServer } from './server.ts';

const server = sharedServer();
const NAMESPACE = 'hostile';
const ALL = { window: { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY } };
const open = opener(server, NAMESPACE);

function withEvents(name: string, body: (events: EventStore) => Promise<void>) {
  test(name, async () => {
    const store = await open({ now: () => NOON });
    await body(store.events);
    expect(await store.events.deadLetters()).toEqual({ count: 0 });
    await store.close();
  });
}

withEvents('100,000 keys in one event change no mapping, and the event comes back whole', async (events) => {
  await events.append([sampleEvent('first')]);
  const mapping = `/logs-sysmon.test-${NAMESPACE}-2026.11.24/_mapping`;
  const before = await ask(server, 'GET', mapping);
  const keys = Object.fromEntries(
    Array.from({ length: 100_000 }, (_, key) => [`key.${key}`, `value ${key}`]),
  );
  const hostile: LogEvent = { ...sampleEvent('hostile', { labels: keys }), ...keys };
  await events.append([hostile]);
  const found = await events.find({ ...ALL, where: { 'event.id': ['hostile'] } }, 1);
  expect(isDeepStrictEqual(found, [hostile])).toBe(true);
  expect(await ask(server, 'GET', mapping)).toEqual(before);
});

withEvents('labels have any names and any values', async (events) => {
  const labels = JSON.parse('{"__proto__": "polluted", "constructor": "x", "a.b": "1", "a": "2", ".": "3"}');
  const more = [{ '': 'no name' }, { ['k'.repeat(40_000)]: 'v' }, { long: '名'.repeat(40_000) }, labels];
  const all = more.map((one, index) => sampleEvent(String(index), { labels: one }));
  expect(await events.append(all)).toBe(4);
  const found = await events.find(ALL, 10);
  expect(found.sort((a, b) => a['event.id'].localeCompare(b['event.id']))).toEqual(all);
  expect(Object.keys(found.at(-1)?.labels ?? {})).toContain('__proto__');
});

withEvents('a message of 1 MB is found by its start, its end and any text within', async (events) => {
  const words = Array.from({ length: 90_000 }, (_, word) => `w${word}\u{1f600}`);
  const long = sampleEvent('long', { message: `START ${words.join(' ')} END` });
  await events.append([long, sampleEvent('short')]);
  expect(await events.find({ ...ALL, where: { 'event.id': ['long'] } }, 1)).toEqual([long]);
  const texts = [
    'start w0',
    'W89999\u{1f600} end',
    ...[700, 1_400, 45_678].map((word) => `w${word}\u{1f600} w${word + 1}`),
  ];
  for (const text of texts) expect(await events.count({ ...ALL, text }, [])).toMatchObject([{ count: 1 }]);
  expect(await events.count({ ...ALL, text: 'w90000' }, [])).toEqual([]);
});

withEvents('a dataset or an id of any kind has a place', async (events) => {
  const datasets = ['', 'AWS/EC2 *', '../..', '名', 'x'.repeat(500), '-_+', 'a,b', '"', '.'];
  const ids = ['', '/', 'a b', 'x'.repeat(600), '名'.repeat(300), '_doc', '*', '%2F', '\n'];
  const all = datasets.flatMap((dataset, place) =>
    ids.map((id) => sampleEvent(`${id}`, { 'event.dataset': dataset, '@timestamp': NOON + place * MINUTE })),
  );
  const some = datasets.map((dataset, place) => sampleEvent(`at ${place}`, { 'event.dataset': dataset }));
  expect(await events.append([...some, ...all.slice(0, ids.length)])).toBe(some.length + ids.length);
  expect(await events.append(all.slice(0, ids.length))).toBe(0);
  const found = await events.find({ ...ALL, where: { 'event.id': ids } }, 100);
  expect(found.map((event) => event['event.id']).sort()).toEqual(ids.toSorted());
  const counted = await events.count({ ...ALL, not: { 'event.dataset': [''] } }, ['event.dataset']);
  expect(counted.map(({ key }) => key[0]).sort()).toEqual(datasets.filter(Boolean).sort());
});

withEvents('events of 1970, of 2100 and of the ends of time are found when they were', async (events) => {
  const times = [1_970, 0, Date.UTC(2100, 0, 1), 8.64e15 - 1, -8.64e15];
  await events.append(times.map((at) => sampleEvent(`at ${at}`, { '@timestamp': at })));
  expect(await events.span(ALL)).toEqual({ first: -8.64e15, last: 8.64e15 - 1, count: 5 });
  const seventies = await events.find({ window: { from: 1_000, to: 2_000 } }, 10);
  expect(seventies.map((event) => event['event.id'])).toEqual(['at 1970']);
});

test('an event at no time there is lies aside, and the others are stored', async () => {
  const store = await open({ now: () => NOON });
  const never = [Number.NaN, 9e15].map((at) => sampleEvent(`at ${at}`, { '@timestamp': at }));
  expect(await store.events.append([...never, sampleEvent('now')])).toBe(1);
  expect(await store.events.deadLetters()).toMatchObject({
    count: 2,
    last: { reason: 'its time is no date' },
  });
  await store.close();
});

withEvents(
  'values far longer than a term of 32,766 bytes are stored, filtered and counted',
  async (events) => {
    const name = '名'.repeat(40_000);
    const event = sampleEvent('long', {
      'service.name': name,
      'error.stack_trace': name,
      'event.duration': 1e30,
    });
    await events.append([event]);
    const filter = {
      ...ALL,
      where: { 'service.name': [name] },
      has: ['error.stack_trace', 'event.duration'] as const,
    };
    expect(await events.find(filter, 1)).toEqual([event]);
    expect(await events.count(filter, ['service.name'])).toMatchObject([{ count: 1 }]);
  },
);
