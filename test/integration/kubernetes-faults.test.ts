import { expect, test } from 'vitest';
import { killedForMemory, restarted } from '../../sandbox/kubernetes/cluster/states.ts';
import { HOUR, MINUTE } from '../../src/core/time.ts';
import type { Source } from '../../src/sources/source.ts';
import {
  kubernetesDeps,
  kubernetesSource,
  localKubernetes,
  look,
  pod,
  valuesOf,
} from '../support/kubernetes.ts';

const check = (source: Source) => source.check(new AbortController().signal);
const POD_RULE = { apiGroups: [''], resources: ['pods'], verbs: ['list', 'watch'] };

test('a list whose pages expire half way is read anew: every pod is there, once', async () => {
  const server = await localKubernetes({ empty: true });
  server.hand.put('pods', ...Array.from({ length: 1_200 }, (_, index) => pod({}, index)));
  server.hand.fail('pods', { code: 410, reason: 'Expired', after: 1 });
  const { points } = await look(kubernetesSource(server));
  const names = points
    .filter(({ metric }) => metric === 'pod.ready')
    .map(({ labels }) => labels['kubernetes.pod.name']);
  expect([names.length, new Set(names).size]).toEqual([1_200, 1_200]);
});

test('pages that are forgotten for good end the reading with a fault that passes', async () => {
  const server = await localKubernetes({ empty: true });
  server.hand.put('pods', ...Array.from({ length: 600 }, (_, index) => pod({}, index)));
  const source = kubernetesSource(server);
  for (let turn = 0; turn < 5; turn++) server.hand.fail('pods', { code: 410, reason: 'Expired', after: 1 });
  await expect(look(source)).rejects.toMatchObject({ name: 'UpstreamError', code: 'K8S_PAGING' });
  expect(server.hand.calls.length).toBeLessThan(20);
});

test('too many requests: it waits as long as it is told, and tells what it cost', async () => {
  const server = await localKubernetes();
  server.hand.fail('pods', { code: 429, reason: 'TooManyRequests', retryAfter: 1 });
  const { batches, points } = await look(kubernetesSource(server));
  const cost = batches.map((batch) => batch.cost);
  expect(cost.reduce((sum, { throttled }) => sum + throttled, 0)).toBe(1);
  expect(cost.reduce((sum, { calls }) => sum + calls, 0)).toBe(6);
  expect(valuesOf(points, 'pod.ready').length).toBeGreaterThan(20);
});

test('too many requests for a long while: the reading is put off by as much', async () => {
  const server = await localKubernetes();
  server.hand.fail('pods', { code: 429, reason: 'TooManyRequests', retryAfter: 60 });
  await expect(look(kubernetesSource(server))).rejects.toMatchObject({
    code: 'K8S_THROTTLED',
    retryAfter: MINUTE,
  });
});

test('an API server that is away, or answers nonsense, is a fault that passes', async () => {
  const server = await localKubernetes();
  server.hand.fail('pods', {
    code: 500,
    reason: 'InternalError',
    message: 'etcdserver: request timed out',
    times: 3,
  });
  const source = kubernetesSource(server);
  await expect(look(source)).rejects.toMatchObject({
    name: 'UpstreamError',
    code: 'K8S_UNAVAILABLE',
    message: expect.stringContaining('etcdserver'),
  });
  await server.stop();
  await expect(look(source)).rejects.toMatchObject({ name: 'UpstreamError', code: 'K8S_UNAVAILABLE' });
});

test('a token that is not known is for a person to mend', async () => {
  const server = await localKubernetes();
  const source = kubernetesSource({ ...server, token: 'old' });
  for (const asking of [look(source), check(source)])
    await expect(asking).rejects.toMatchObject({ name: 'RejectedError', code: 'K8S_UNAUTHORIZED' });
});

test('what may not be done is said with its verb, its resource and where', async () => {
  const server = await localKubernetes();
  server.hand.allow([POD_RULE]);
  await expect(look(kubernetesSource(server))).rejects.toMatchObject({
    name: 'RejectedError',
    code: 'K8S_FORBIDDEN',
    advice: expect.stringContaining('Allow sysmon to list events in all namespaces'),
  });
  const inShop = kubernetesSource(server, { namespaces: { include: ['shop'] } });
  await expect(look(inShop)).rejects.toMatchObject({ advice: expect.stringContaining('in namespace shop') });
});

test('the check names everything that is missing at once', async () => {
  const server = await localKubernetes();
  server.hand.allow([{ ...POD_RULE, verbs: ['list'] }]);
  await expect(check(kubernetesSource(server))).rejects.toMatchObject({
    code: 'K8S_FORBIDDEN',
    advice: [
      'watch pods in all namespaces',
      'list events in all namespaces',
      'watch events in all namespaces',
      'list nodes',
      'list pods (metrics.k8s.io) in all namespaces',
      'list nodes (metrics.k8s.io)',
    ]
      .map((words) => `Allow sysmon to ${words}`)
      .join('. '),
  });
});

test.each(['off', 'down'] as const)(
  'with the metrics server %s all but CPU and memory is read, and the check says so',
  async (state) => {
    const server = await localKubernetes();
    server.hand.metricsServer(state);
    const source = kubernetesSource(server);
    const { points } = await look(source);
    expect(valuesOf(points, 'container.up').length).toBeGreaterThan(20);
    expect(valuesOf(points, 'container.memory.usage')).toEqual([]);
    await expect(check(source)).rejects.toMatchObject({ code: 'K8S_NO_METRICS' });
    await check(kubernetesSource(server, { metrics: false }));
  },
);

test('a metrics API that is not there is not asked at each reading', async () => {
  const server = await localKubernetes();
  server.hand.metricsServer('off');
  const source = kubernetesSource(server);
  for (let turn = 0; turn < 3; turn++) await look(source);
  expect(server.hand.calls.filter(({ group }) => group === 'metrics.k8s.io')).toHaveLength(1);
});

test('an object that makes no sense is left out and noted; the others on its page are read', async () => {
  const server = await localKubernetes({ empty: true });
  const noted: object[] = [];
  const deps = kubernetesDeps();
  const source = kubernetesSource(
    server,
    {},
    { ...deps, log: { ...deps.log, warn: (fields) => noted.push(fields) } },
  );
  const lies = (index: number, status: object) => ({ ...pod({}, index), status }) as ReturnType<typeof pod>;
  server.hand.put(
    'pods',
    pod(),
    lies(1, { phase: 'Running', containerStatuses: [{ name: 'app', ready: 'yes', restartCount: '3' }] }),
    lies(2, { phase: 7 }),
    lies(3, { phase: 'Running', conditions: null, containerStatuses: null }),
    lies(4, {
      phase: 'Running',
      containerStatuses: [
        {
          name: 'app',
          ready: true,
          restartCount: 1,
          state: { running: { startedAt: null } },
          lastState: {
            terminated: {
              exitCode: 137,
              reason: 'OOMKilled',
              startedAt: null,
              finishedAt: null,
              containerID: null,
            },
          },
        },
      ],
    }),
  );
  const { points, events } = await look(source);
  expect(valuesOf(points, 'pod.ready')).toHaveLength(3);
  expect(valuesOf(points, 'container.up')).toEqual([1, 1]);
  expect(valuesOf(points, 'container.uptime')).toHaveLength(1);
  expect(points.every(({ value }) => Number.isFinite(value))).toBe(true);
  expect(events.every(({ at }) => Number.isFinite(at))).toBe(true);
  expect(noted).toEqual([{ resource: 'pods', namespace: undefined, skipped: 2 }]);
});

test('a cluster whose clock is an hour ahead is read by its own clock, and the check says that the clocks differ', async () => {
  const server = await localKubernetes({ empty: true });
  server.hand.skew(HOUR);
  const source = kubernetesSource(server);
  const one = pod();
  server.hand.put('pods', one);
  const { next } = await look(source);
  server.hand.change('pods', one, killedForMemory(Date.now() + HOUR - MINUTE));
  server.hand.change('pods', one, restarted(Date.now() + HOUR - MINUTE));
  const { points } = await look(source, next);
  expect(valuesOf(points, 'container.problems', { 'error.type': 'OOMKilled' })).toEqual([1]);
  expect(valuesOf(points, 'container.restarts')).toEqual([1]);
  expect(points.every(({ at }) => at <= Date.now())).toBe(true);
  await expect(check(source)).rejects.toMatchObject({
    code: 'K8S_CLOCK',
    message: expect.stringMatching(/^the cluster's clock is 3(?:59|60)\d s ahead of ours$/),
  });
});

test('a cluster that was restored from a backup, so that its versions went back, loses no warning', async () => {
  const server = await localKubernetes();
  const source = kubernetesSource(server);
  const { next } = await look(source);
  const ahead = { ...(next as object), events: '9999999999999999' };
  const after = await look(source, ahead);
  expect(after.next).not.toHaveProperty('events', '9999999999999999');
});
