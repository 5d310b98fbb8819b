import { expect, test } from 'vitest';
import {
  crashed,
  evicted,
  inCrashLoop,
  killedForMemory,
  notReady,
  pending,
  restarted,
  under,
  withoutImage,
} from '../../sandbox/kubernetes/cluster/states.ts';
import { again, warningOf } from '../../sandbox/kubernetes/cluster/warnings.ts';
import { MINUTE, SECOND } from '../../src/core/time.ts';
import {
  ITEM,
  kubernetesDeps,
  kubernetesSource,
  localKubernetes,
  look,
  pod,
  valuesOf,
} from '../support/kubernetes.ts';

const CHECKOUT = { 'service.name': 'checkout', 'kubernetes.namespace': 'shop' };
const problem = (type: string) => ({ ...CHECKOUT, 'error.type': type });
const ago = (milliseconds: number) => Date.now() - milliseconds;

test('a cluster is one item, and every pod, container and node of it has its figures', async () => {
  const server = await localKubernetes();
  const source = kubernetesSource(server);
  expect(await source.discover(new AbortController().signal)).toMatchObject([{ id: ITEM }]);
  const { points, events } = await look(source);
  const pods = server.hand.all('pods').length;
  const jobs = 2;
  expect(pods).toBeGreaterThan(20);
  expect(valuesOf(points, 'pod.ready')).toEqual(Array(pods - jobs).fill(1));
  expect(valuesOf(points, 'container.up')).toEqual(Array(pods - jobs).fill(1));
  expect(valuesOf(points, 'container.healthy')).toEqual(Array(pods).fill(1));
  expect(valuesOf(points, 'container.memory.usage')).toHaveLength(pods - jobs);
  expect(valuesOf(points, 'host.cpu.utilization')).toHaveLength(3);
  expect(valuesOf(points, 'host.memory.utilization').every((value) => value > 20 && value < 80)).toBe(true);
  expect(valuesOf(points, 'container.problems')).toEqual([]);
  expect(events).toEqual([]);
});

test('what a container uses is a percentage of its limit, and of the node where it has none', async () => {
  const server = await localKubernetes();
  const source = kubernetesSource(server);
  const [api] = server.hand.all('pods').filter(({ metadata }) => metadata.name.startsWith('api-'));
  const name = { 'kubernetes.pod.name': api?.metadata.name ?? '' };
  const { points } = await look(source);
  const [memory = 0] = valuesOf(points, 'container.memory.usage', name);
  expect(valuesOf(points, 'container.memory.utilization', name)).toEqual([(memory / 2 ** 30) * 100]);
  server.hand.change('pods', api!, (one) => ({ ...one, spec: { nodeName: 'worker-1', containers: [] } }));
  const without = (await look(source)).points;
  const [used = 0] = valuesOf(without, 'container.memory.usage', name);
  expect(valuesOf(without, 'container.memory.utilization', name)).toEqual([(used / (15 * 2 ** 30)) * 100]);
});

test('a pod is of the service its labels say, else of what owns it, whatever ReplicaSet or Job lies between', async () => {
  const server = await localKubernetes({ empty: true });
  const bare = (one: ReturnType<typeof pod>, labels = {}) => ({
    ...one,
    metadata: { ...one.metadata, labels },
  });
  const kinds = ['StatefulSet', 'DaemonSet', 'CronJob'] as const;
  const deployment = pod({ name: 'web' });
  const hash = { 'pod-template-hash': deployment.metadata.labels?.['pod-template-hash'] ?? '' };
  server.hand.put('pods', bare(deployment, hash), bare(pod({ name: 'old-style' }), { app: 'cart' }));
  for (const kind of kinds) server.hand.put('pods', bare(pod({ kind, name: kind.toLowerCase() })));
  const { points } = await look(kubernetesSource(server));
  const services = new Set(points.map(({ labels }) => labels['service.name']));
  expect([...services].sort()).toEqual(['cart', 'cronjob', 'daemonset', 'statefulset', 'web']);
});

test('a container that is killed for its memory is a problem and an event with exit code and limit, then it is over', async () => {
  const server = await localKubernetes({ empty: true });
  const time = { shift: 0 };
  const source = kubernetesSource(server, {}, kubernetesDeps({ now: () => Date.now() + time.shift }));
  const victim = pod();
  server.hand.put('pods', victim);
  const first = await look(source);
  server.hand.change('pods', victim, killedForMemory(ago(3 * SECOND)));
  server.hand.change('pods', victim, restarted(ago(SECOND)));
  const second = await look(source, first.next);
  expect(valuesOf(second.points, 'container.problems', problem('OOMKilled'))).toEqual([1]);
  expect(valuesOf(second.points, 'container.restarts', CHECKOUT)).toEqual([1]);
  expect(second.events).toMatchObject([
    {
      text: `container app of pod ${victim.metadata.name} was killed, out of memory (exit code 137, limit 512 MiB)`,
      told: {
        level: 'error',
        code: 'OOMKilled',
        fields: { 'error.type': 'OOMKilled', 'container.name': 'app' },
      },
      origin: { service: 'checkout' },
    },
  ]);
  time.shift = 6 * MINUTE;
  server.hand.skew(6 * MINUTE);
  const third = await look(source, second.next);
  expect(valuesOf(third.points, 'container.problems', problem('OOMKilled'))).toEqual([0]);
  expect(valuesOf(third.points, 'container.restarts')).toEqual([]);
});

test('a crash loop is one problem for each container of a deployment, and stays one while the container is up between two crashes', async () => {
  const server = await localKubernetes({ empty: true });
  const source = kubernetesSource(server);
  const pods = [0, 1, 2].map((index) => pod({}, index));
  server.hand.put('pods', ...pods);
  for (const one of pods) {
    server.hand.change('pods', one, crashed(ago(40 * SECOND)));
    server.hand.change('pods', one, restarted(ago(30 * SECOND)));
    server.hand.change('pods', one, crashed(ago(20 * SECOND), 3));
    server.hand.change('pods', one, inCrashLoop(ago(20 * SECOND)));
  }
  const looping = await look(source);
  expect(valuesOf(looping.points, 'container.problems')).toEqual([3]);
  expect(looping.texts).toContain(
    `container app of pod ${pods[0]!.metadata.name} is in a crash loop: 1 restart, last exit code 3 (Error)`,
  );
  for (const one of pods) server.hand.change('pods', one, restarted(ago(SECOND)));
  const up = await look(source, looping.next);
  expect(valuesOf(up.points, 'container.problems', problem('CrashLoopBackOff'))).toEqual([3]);
});

test.each([
  [
    'ErrImagePull',
    withoutImage(ago(MINUTE), 'ErrImagePull', 'registry.example: not found'),
    'ImagePullBackOff',
    /can not start, ErrImagePull: registry.example: not found$/,
  ],
  [
    'ImagePullBackOff',
    withoutImage(ago(MINUTE), 'ImagePullBackOff', 'Back-off pulling image'),
    'ImagePullBackOff',
    /ImagePullBackOff: Back-off pulling image$/,
  ],
  [
    'pending too long',
    pending(ago(6 * MINUTE), '0/3 nodes are available: 3 Insufficient memory.'),
    'Pending',
    /pending for over 5 minutes: 0\/3 nodes/,
  ],
  [
    'not ready too long',
    notReady(ago(7 * MINUTE)),
    'NotReady',
    /not been ready for over 5 minutes: containers with unready/,
  ],
  [
    'evicted',
    evicted(ago(MINUTE), 'The node was low on resource: memory.'),
    'Evicted',
    /was evicted from node worker-1: The node was low/,
  ],
] as const)('a pod that is %s says so', async (_, become, type, words) => {
  const server = await localKubernetes({ empty: true });
  const source = kubernetesSource(server);
  const one = pod({ age: 8 * MINUTE });
  server.hand.put('pods', become(one));
  const first = await look(source);
  expect(valuesOf(first.points, 'container.problems')).toEqual([1]);
  expect(valuesOf(first.points, 'container.problems', problem(type))).toEqual([1]);
  expect(first.texts).toEqual([expect.stringMatching(words)]);
  server.hand.put('pods', one);
  expect(valuesOf((await look(source, first.next)).points, 'container.problems', problem(type))).toEqual([0]);
});

test('a pod that waits or is not ready for a short while is no problem', async () => {
  const server = await localKubernetes({ empty: true });
  server.hand.put('pods', pending(ago(MINUTE), 'soon')(pod()), notReady(ago(MINUTE))(pod({}, 1)));
  const { points, events } = await look(kubernetesSource(server));
  expect([valuesOf(points, 'container.problems'), events]).toEqual([[], []]);
  expect(valuesOf(points, 'pod.ready')).toEqual([0, 0]);
});

test('a node under pressure, or lost, is a problem of that host', async () => {
  const server = await localKubernetes();
  const [one, two] = server.hand.all('nodes');
  server.hand.change('nodes', one!, under('MemoryPressure', ago(MINUTE)));
  server.hand.change('nodes', two!, under('Ready', ago(MINUTE)));
  const { points, texts } = await look(kubernetesSource(server));
  const host = (name: string, type: string) => ({ 'host.name': name, 'error.type': type });
  expect(valuesOf(points, 'host.problems', host('worker-1', 'MemoryPressure'))).toEqual([1]);
  expect(valuesOf(points, 'host.problems', host('worker-2', 'NotReady'))).toEqual([1]);
  expect(texts).toEqual([
    'node worker-1 is under pressure (MemoryPressure): kubelet has MemoryPressure',
    'node worker-2 is not ready: kubelet has Ready',
  ]);
});

test('a warning of Kubernetes is an event once, and once more when it happens again', async () => {
  const server = await localKubernetes({ empty: true });
  const source = kubernetesSource(server);
  const one = pod();
  const warning = warningOf(
    one,
    { reason: 'Unhealthy', message: 'Readiness probe failed', container: 'app' },
    ago(MINUTE),
  );
  server.hand.put('pods', one);
  server.hand.put('events', warning, {
    ...warning,
    metadata: { ...warning.metadata, name: 'normal' },
    type: 'Normal',
  });
  const first = await look(source);
  expect(first.events).toMatchObject([
    {
      text: `pod ${one.metadata.name}: Unhealthy: Readiness probe failed`,
      told: {
        level: 'warn',
        code: 'Unhealthy',
        fields: { 'service.name': 'checkout', 'container.name': 'app' },
      },
    },
  ]);
  const second = await look(source, first.next);
  expect(second.events).toEqual([]);
  server.hand.put('events', again(warning, Date.now()));
  const third = await look(source, second.next);
  expect(third.texts).toEqual([`pod ${one.metadata.name}: Unhealthy: Readiness probe failed (2 times)`]);
  expect(third.events[0]?.id).not.toBe(first.events[0]?.id);
});

test('the same cluster, read again from the same cursor, says the same under the same ids', async () => {
  const server = await localKubernetes({ empty: true });
  const time = { now: Date.now() };
  const source = kubernetesSource(server, {}, kubernetesDeps({ now: () => time.now }));
  const one = pod();
  server.hand.put('pods', one);
  const { next } = await look(source);
  server.hand.change('pods', one, killedForMemory(time.now - 3 * SECOND));
  server.hand.change('pods', one, inCrashLoop(time.now - 2 * SECOND));
  server.hand.put('events', warningOf(one, { reason: 'BackOff', message: 'Back-off' }, time.now - SECOND));
  const first = await look(source, next);
  const again = await look(source, next);
  expect(first.events).toHaveLength(3);
  expect(again.events).toEqual(first.events);
  const steady = ({ points }: typeof first) => points.filter(({ metric }) => metric !== 'container.uptime');
  expect(steady(again)).toEqual(steady(first));
});

test('restarts are counted once, in the minute they happened, and a count that falls is a new beginning', async () => {
  const server = await localKubernetes({ empty: true });
  const source = kubernetesSource(server);
  const one = pod();
  const restarts = (count: number) => (object: typeof one) => {
    const status = object.status as { containerStatuses: object[] };
    const [container] = status.containerStatuses;
    const lastState = {
      terminated: { exitCode: 1, reason: 'Error', startedAt: null, finishedAt: '2026-11-24T10:00:30Z' },
    };
    return {
      ...object,
      status: { ...status, containerStatuses: [{ ...container, restartCount: count, lastState }] },
    };
  };
  server.hand.put('pods', restarts(7)(one));
  const counted: [number, number][] = [];
  let { next, points } = await look(source);
  expect(valuesOf(points, 'container.restarts')).toEqual([]);
  for (const count of [7, 9, 10, 10, 2]) {
    server.hand.put('pods', restarts(count)(one));
    ({ next, points } = await look(source, next));
    for (const { metric, at, value } of points)
      if (metric === 'container.restarts') counted.push([at, value]);
  }
  const minute = Date.parse('2026-11-24T10:00:00Z');
  expect(counted).toEqual([
    [minute, 2],
    [minute, 3],
    [minute, 2],
  ]);
});
