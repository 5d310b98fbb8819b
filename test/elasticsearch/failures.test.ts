import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { MINUTE } from '../../src/core/time.ts';
import type { Store } from '../../src/store/store.ts';
import {
  type ElasticsearchServer,
  type ServerOptions,
  START_TIMEOUT,
  startElasticsearch,
} from '../support/elasticsearch/server.ts';
import { NOON, sampleEvent } from '../support/sample-event.ts';
import { ask, opener } from './server.ts';

const ALL = { window: { from: 0, to: NOON * 2 } };
const INDEX = '/logs-sysmon.test-failures-2026.11.24';
let folder: string;
let server: ElasticsearchServer;
let store: Store;

/** One thread that writes, and a queue of one: whoever comes third is told to come later. */
const start = (again: Partial<ServerOptions> = {}) =>
  startElasticsearch({
    major: '9',
    settings: { 'thread_pool.write.size': '1', 'thread_pool.write.queue_size': '1' },
    folder,
    ...again,
  });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sysmon-failures-'));
  server = await start();
}, START_TIMEOUT);
beforeEach(async () => {
  store = await opener(server, 'failures')({ now: () => NOON });
  return store.close;
});
afterAll(async () => {
  await server?.stop();
  await rm(folder, { recursive: true });
});

async function rejectedWrites(): Promise<number> {
  const { body } = await ask(server, 'GET', '/_nodes/stats/thread_pool?filter_path=**.write.rejected');
  return (
    Object.values<{ thread_pool: { write: { rejected: number } } }>(body.nodes)[0]?.thread_pool.write
      .rejected ?? 0
  );
}

test('what a full queue turns away is sent again: all is stored, once, and nothing lies aside', async () => {
  const before = await rejectedWrites();
  const batch = (lot: number) =>
    Array.from({ length: 500 }, (_, place) =>
      sampleEvent(`${lot} ${place}`, { 'event.dataset': `test.${place % 4}` }),
    );
  const stored = await Promise.all([1, 2, 3, 4, 5, 6].map((lot) => store.events.append(batch(lot))));
  expect(stored).toEqual([500, 500, 500, 500, 500, 500]);
  expect(await rejectedWrites()).toBeGreaterThan(before);
  expect(await store.events.count(ALL, [])).toMatchObject([{ count: 3_000 }]);
  expect(await store.events.deadLetters()).toEqual({ count: 0 });
});

test('a full disk is an error that passes: nothing lies aside, and the next try stores all', async () => {
  await store.events.append([sampleEvent('before')]);
  await ask(server, 'PUT', `${INDEX}/_settings`, { 'index.blocks.read_only_allow_delete': true });
  const batch = [sampleEvent('now'), sampleEvent('at once', { '@timestamp': NOON + MINUTE })];
  const refused = { name: 'UpstreamError', code: 'STORE_READ_ONLY' };
  await expect(store.events.append(batch)).rejects.toMatchObject(refused);
  expect(await store.events.deadLetters()).toEqual({ count: 0 });
  await ask(server, 'PUT', `${INDEX}/_settings`, { 'index.blocks.read_only_allow_delete': null });
  expect(await store.events.append(batch)).toBe(2);
});

test('more indices than a cluster takes is an error that passes too', async () => {
  const limit = (shards: number | null) =>
    ask(server, 'PUT', '/_cluster/settings', { persistent: { 'cluster.max_shards_per_node': shards } });
  await store.events.append([sampleEvent('before')]);
  await limit(1);
  const other = sampleEvent('other', { 'event.dataset': 'another' });
  const refused = { name: 'UpstreamError', code: 'STORE_FULL' };
  await expect(store.events.append([other, sampleEvent('same')])).rejects.toMatchObject(refused);
  await limit(null);
  expect(await store.events.append([other, sampleEvent('same')])).toBe(1);
});

test('an event larger than Elasticsearch has memory for lies aside, and the others are stored', async () => {
  const message = 'x'.repeat(40_000_000);
  expect(await store.events.append([sampleEvent('huge', { message }), sampleEvent('small')])).toBe(1);
  expect(await store.events.deadLetters()).toMatchObject({ count: 1 });
});

test('while Elasticsearch is away every question says so at once; when it is back all goes on', {
  timeout: START_TIMEOUT,
}, async () => {
  await store.events.append([sampleEvent('before')]);
  const { port } = new URL(server.url);
  await server.stop();
  const away = { name: 'UpstreamError', code: 'STORE_UNREACHABLE' };
  const asked = Date.now();
  await expect(store.ping()).rejects.toMatchObject(away);
  await expect(store.events.count(ALL, [])).rejects.toMatchObject(away);
  await expect(store.events.append([sampleEvent('during')])).rejects.toMatchObject(away);
  expect(Date.now() - asked).toBeLessThan(5_000);
  server = await start({ port: Number(port), password: server.password });
  expect(await store.events.append([sampleEvent('during')])).toBe(1);
  expect(await store.events.count(ALL, [])).toMatchObject([{ count: 2 }]);
});
