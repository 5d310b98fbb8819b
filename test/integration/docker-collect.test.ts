import { expect, test } from 'vitest';
import { collectJob } from '../../jobs/collect.ts';
import { createCollectMemory } from '../../jobs/collect-memory.ts';
import { discoverJob } from '../../jobs/discover.ts';
import type { JobContext } from '../../jobs/job.ts';
import { VICTIM } from '../../sandbox/docker/plan.ts';
import { silentLog } from '../../src/core/log.ts';
import { SourceState } from '../../src/core/source-state.ts';
import { type Clock, HOUR, MINUTE, SECOND } from '../../src/core/time.ts';
import { createCodeBook, createNormalizer } from '../../src/normalize/index.ts';
import { sourcesFrom } from '../../src/sources/index.ts';
import type { Source } from '../../src/sources/source.ts';
import { collection } from '../../src/store/collection.ts';
import type { Store } from '../../src/store/store.ts';
import { dockerWorld } from '../support/docker-sandbox.ts';
import { ITEM, look, valuesOf } from '../support/docker-source.ts';
import { openMemoryStore } from '../support/memory-store.ts';

/** A process that collects; a second one on the same store is a restart. */
function collecting(source: Source, store: Store, clock: Clock) {
  const codes = createCodeBook();
  const context: JobContext = {
    store,
    sources: sourcesFrom([source]),
    normalizer: createNormalizer({ codes }),
    codes,
    memory: createCollectMemory(),
    enqueue: async () => {},
    clock,
    log: silentLog,
    signal: new AbortController().signal,
  };
  return {
    discover: () => discoverJob.run({}, context),
    collect: () => collectJob.run({ source: ITEM }, context),
  };
}

const around = { from: Date.now() - 2 * HOUR, to: Date.now() + HOUR };

test('killed and restarted: stored once under their fields, whoever reads it again after a crash', async () => {
  const { source, hand, clock, time } = await dockerWorld();
  const store = openMemoryStore({ clock });
  const collector = collecting(source, store, clock);
  await collector.discover();
  await collector.collect();
  const failing = {
    ...store,
    series: { ...store.series, write: () => Promise.reject(new Error('the disk is full')) },
  };
  for (let kill = 0; kill < 3; kill++) {
    hand.end(VICTIM, { exitCode: 137, isOutOfMemory: true, restarts: true });
    time.shift += SECOND;
    hand.start(VICTIM);
    await expect(collecting(source, failing, clock).collect()).rejects.toThrow('the disk is full');
    await collecting(source, store, clock).collect();
    await collecting(source, store, clock).collect();
  }
  const events = await store.events.find({ window: around }, 100);
  const kills = events.filter(({ message }) => /was killed, out of memory/.test(message));
  expect(kills).toHaveLength(3);
  expect(kills[0]).toMatchObject({
    'event.dataset': 'docker.events',
    'log.level': 'error',
    'service.name': 'image-resizer',
    'host.name': 'edge-01',
    'error.type': 'OOMKilled',
    'container.name': VICTIM,
    'container.id': hand.find(VICTIM)?.id,
  });
  expect(new Set(kills.map((event) => event['event.code'])).size).toBe(1);
  const restarts = { metric: 'container.restarts', window: around } as const;
  const [series] = await store.series.read(restarts, MINUTE, ['service.name']);
  expect(series?.samples.reduce((sum, { value }) => sum + value, 0)).toBe(3);
  const state = await collection(store.documents, 'source', SourceState).get(ITEM);
  expect(state?.data).toMatchObject({ title: 'edge-01 (Docker)', failures: 0 });
});

test('1,000 containers are read within seconds, in pieces', async () => {
  const usual = { memory: 10, cores: 0.1, received: 10, sent: 10 };
  const containers = Array.from({ length: 1_000 }, (_, index) => ({
    name: `worker-${index}`,
    image: 'registry.example/worker:1',
    usual,
    age: MINUTE,
  }));
  const { source } = await dockerWorld({ containers });
  const { points, batches } = await look(source);
  expect(valuesOf(points, 'container.up')).toHaveLength(1_000);
  expect(Math.max(...batches.map((batch) => batch.points.length))).toBeLessThan(500 * 9);
  expect(batches.reduce((calls, { cost }) => calls + cost.calls, 0)).toBe(2_003);
});
