import { expect, test } from 'vitest';
import { collectJob } from '../../jobs/collect.ts';
import { createCollectMemory } from '../../jobs/collect-memory.ts';
import { discoverJob } from '../../jobs/discover.ts';
import type { JobContext } from '../../jobs/job.ts';
import { inCrashLoop, killedForMemory, restarted } from '../../sandbox/kubernetes/cluster/states.ts';
import { warningOf } from '../../sandbox/kubernetes/cluster/warnings.ts';
import { check } from '../../src/cli/check.ts';
import { silentLog } from '../../src/core/log.ts';
import { SourceState } from '../../src/core/source-state.ts';
import { HOUR, MINUTE, SECOND, systemClock } from '../../src/core/time.ts';
import { createCodeBook, createNormalizer } from '../../src/normalize/index.ts';
import { sourcesFrom } from '../../src/sources/index.ts';
import type { Source } from '../../src/sources/source.ts';
import { collection } from '../../src/store/collection.ts';
import type { Store } from '../../src/store/store.ts';
import { ITEM, kubernetesSource, localKubernetes, pod, valuesOf } from '../support/kubernetes.ts';
import { openMemoryStore } from '../support/memory-store.ts';

/** A process that collects; a second one on the same store is a restart. */
function collecting(source: Source, store: Store) {
  const codes = createCodeBook();
  const context: JobContext = {
    store,
    sources: sourcesFrom([source]),
    normalizer: createNormalizer({ codes }),
    codes,
    memory: createCollectMemory(),
    enqueue: async () => {},
    clock: systemClock,
    log: silentLog,
    signal: new AbortController().signal,
  };
  return {
    discover: () => discoverJob.run({}, context),
    collect: () => collectJob.run({ source: ITEM }, context),
  };
}

const around = { from: Date.now() - 2 * HOUR, to: Date.now() + HOUR };

test('killed, looping and warned of: stored once under their fields, whoever reads it again after a crash', async () => {
  const server = await localKubernetes({ empty: true });
  const source = kubernetesSource(server);
  const store = openMemoryStore({ clock: systemClock });
  const one = pod();
  server.hand.put('pods', one);
  const first = collecting(source, store);
  await first.discover();
  await first.collect();
  server.hand.change('pods', one, killedForMemory(Date.now() - 3 * SECOND));
  server.hand.change('pods', one, inCrashLoop(Date.now() - 2 * SECOND));
  server.hand.put(
    'events',
    warningOf(one, { reason: 'BackOff', message: 'Back-off restarting failed container' }, Date.now()),
  );
  const failing = {
    ...store,
    series: { ...store.series, write: () => Promise.reject(new Error('the disk is full')) },
  };
  await expect(collecting(source, failing).collect()).rejects.toThrow('the disk is full');
  await collecting(source, store).collect();
  await collecting(source, store).collect();
  const events = await store.events.find({ window: around }, 100);
  expect(events.map((event) => event['error.type']).sort()).toEqual([
    'BackOff',
    'CrashLoopBackOff',
    'OOMKilled',
  ]);
  expect(events.find((event) => event['error.type'] === 'OOMKilled')).toMatchObject({
    'log.level': 'error',
    'service.name': 'checkout',
    'error.type': 'OOMKilled',
    'kubernetes.namespace': 'shop',
    'kubernetes.pod.name': one.metadata.name,
    'kubernetes.node.name': 'worker-1',
    'container.name': 'app',
    'container.id': expect.stringMatching(/^[0-9a-f]{64}$/),
  });
  const state = await collection(store.documents, 'source', SourceState).get(ITEM);
  expect(state?.data).toMatchObject({ title: 'test (Kubernetes)', retention: HOUR, failures: 0 });
});

test('the same trouble of two pods of a deployment has one code', async () => {
  const server = await localKubernetes({ empty: true });
  const store = openMemoryStore({ clock: systemClock });
  for (const index of [0, 1]) server.hand.put('pods', killedForMemory(Date.now() - SECOND)(pod({}, index)));
  await collecting(kubernetesSource(server), store).collect();
  const events = await store.events.find({ window: around }, 100);
  expect(events).toHaveLength(2);
  expect(new Set(events.map((event) => event['event.code'])).size).toBe(1);
});

test('a restart is in the series once, however often the cluster is read', async () => {
  const server = await localKubernetes({ empty: true });
  const source = kubernetesSource(server);
  const store = openMemoryStore({ clock: systemClock });
  const one = pod();
  server.hand.put('pods', one);
  await collecting(source, store).collect();
  for (const seconds of [90, 60, 3]) {
    server.hand.change('pods', one, killedForMemory(Date.now() - seconds * SECOND));
    server.hand.change('pods', one, restarted(Date.now() - (seconds - 1) * SECOND));
    await collecting(source, store).collect();
    await collecting(source, store).collect();
  }
  const [series] = await store.series.read({ metric: 'container.restarts', window: around }, MINUTE, [
    'service.name',
  ]);
  expect(series?.samples.reduce((sum, { value }) => sum + value, 0)).toBe(3);
});

test('10,000 containers are read in pieces, with bounded memory, and the cursor holds only those that restarted', async () => {
  const server = await localKubernetes({ empty: true });
  const source = kubernetesSource(server, { metrics: false });
  for (let index = 0; index < 10_000; index++)
    server.hand.put('pods', pod({ name: `service-${index % 50}` }, index));
  const one = server.hand.all('pods')[0];
  server.hand.change('pods', one!, killedForMemory(Date.now() - SECOND));
  server.hand.change('pods', one!, restarted(Date.now()));
  const sizes: number[] = [];
  let ready = 0;
  let next: unknown;
  for await (const batch of source.read(
    ITEM,
    { clusterTime: 0, scope: '', restarts: {}, problems: {} },
    new AbortController().signal,
  )) {
    sizes.push(batch.points.length);
    ready += valuesOf(batch.points, 'pod.ready').length;
    next = batch.next;
  }
  expect(ready).toBe(10_000);
  expect(Math.max(...sizes)).toBeLessThan(500 * 8);
  expect(JSON.stringify(next).length).toBeLessThan(1_000);
  expect(server.hand.calls.filter(({ resource }) => resource === 'pods')).toHaveLength(20);
});

test('doctor says which verb on which resource is missing, and where the manifest is', async () => {
  const server = await localKubernetes();
  server.hand.allow([
    { apiGroups: [''], resources: ['pods', 'events'], verbs: ['list'] },
    { apiGroups: [''], resources: ['events'], verbs: ['watch'] },
    { apiGroups: ['', 'metrics.k8s.io'], resources: ['nodes', 'pods'], verbs: ['list'] },
  ]);
  const source = kubernetesSource(server);
  const said = await check(source.name, async () => {
    await source.check(new AbortController().signal);
    return 'can be read';
  });
  expect(said).toMatchObject({
    ok: false,
    words: expect.stringContaining('cannot watch resource "pods" in API group "" at the cluster scope'),
    advice: 'Allow sysmon to watch pods in all namespaces: the manifest is in docs/sources/kubernetes.md.',
  });
});
