import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { silentLog } from '../../src/core/log.ts';
import { collection } from '../../src/store/collection.ts';
import { openElasticsearchStore } from '../../src/store/elasticsearch/elasticsearch-store.ts';
import type { Store } from '../../src/store/store.ts';
import { emptyNamespace, settingsOf, sharedServer } from './server.ts';

const NAMESPACE = 'two_documents';
const now = { at: 1_000 };

let one: Store;
let other: Store;

beforeAll(async () => {
  await emptyNamespace(sharedServer(), NAMESPACE);
  const world = { clock: { now: () => now.at++ }, log: silentLog };
  one = await openElasticsearchStore(settingsOf(sharedServer(), NAMESPACE), world);
  other = await openElasticsearchStore(settingsOf(sharedServer(), NAMESPACE), world);
});

afterAll(async () => {
  await Promise.all([one.close(), other.close()]);
});

test('of two processes that put a document at once exactly one wins, and both then read what it wrote', async () => {
  for (let round = 0; round < 10; round++) {
    const id = `a${round % 2}`;
    const version = Math.floor(round / 2);
    const puts = [one, other].map(({ documents }, writer) => documents.put('alert', id, { writer }, version));
    const outcomes = await Promise.allSettled(puts);
    const won = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
    expect(won).toHaveLength(1);
    for (const { documents } of [one, other]) expect(await documents.get('alert', id)).toEqual(won[0]);
  }
});

test('50 increments at once, from two processes, count to 50', async () => {
  const counters = [one, other].map(({ documents }) =>
    collection(documents, 'setting', z.object({ n: z.number() })),
  );
  const increments = Array.from({ length: 50 }, (_, index) =>
    counters[index % 2]!.change('count', (data) => ({ n: (data?.n ?? 0) + 1 })),
  );
  await Promise.all(increments);
  expect(await counters[0]!.get('count')).toMatchObject({ version: 50, data: { n: 50 } });
});

test('what one process has written the other finds at once', async () => {
  for (let round = 0; round < 5; round++) {
    await one.documents.put('mute', `m${round}`, { round }, 0);
    expect(await other.documents.find('mute', { where: { round: [round] } })).toHaveLength(1);
  }
});

test('two processes that mark the same minutes at once leave each of them marked', async () => {
  const ids = Array.from({ length: 200 }, (_, index) => `x${index}`);
  await one.documents.touch('job', ids);
  const read = await one.documents.find('job');
  await Promise.all([
    one.documents.touch('job', ids),
    other.documents.touch('job', ids.toReversed()),
    other.documents.remove('job', read),
  ]);
  expect(await one.documents.find('job')).toHaveLength(200);
});

test('more documents than Elasticsearch gives at once are all found, the newest first', async () => {
  const ids = Array.from({ length: 12_345 }, (_, index) => String(index));
  await one.documents.touch('changed', ids.slice(0, 12_000));
  await one.documents.touch('changed', ids.slice(12_000));
  const found = await other.documents.find('changed', { limit: 100_000 });
  expect(new Set(found.map(({ id }) => id)).size).toBe(12_345);
  expect(found.slice(0, 345).every(({ id }) => Number(id) >= 12_000)).toBe(true);
  expect(await other.documents.find('changed', { limit: 10_001 })).toHaveLength(10_001);
  await one.documents.remove('changed', found);
  expect(await other.documents.find('changed', { limit: 100_000 })).toEqual([]);
});

test('hostile ids and data come back as they are, and are found', async () => {
  const text = randomBytes(50_000).toString('hex');
  const id = `${'ä/'.repeat(2_000)}\n`;
  const data: Record<string, unknown> = JSON.parse('{"__proto__": {"a": 1}, "a.b": {"": 2}, "": 3}');
  Object.assign(data, { text, 'a=b': '"c"\n' }, manyKeys(20_000));
  await one.documents.put('source', id, data, 0);
  expect(JSON.stringify((await other.documents.get('source', id))?.data)).toBe(JSON.stringify(data));
  for (const [name, value] of [
    ['text', text], ['a=b', '"c"\n'], ['', 3], ['key19999', 19_999],
  ] as const) // biome-ignore format: a list to read
    expect(await other.documents.find('source', { where: { [name]: [value] } })).toMatchObject([{ id }]);
  expect(await other.documents.find('source', { where: { text: [text.slice(1)] } })).toEqual([]);
});

function manyKeys(count: number): Record<string, number> {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`key${index}`, index]));
}
