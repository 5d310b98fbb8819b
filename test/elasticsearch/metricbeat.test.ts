import { describe, expect, test } from 'vitest';
import { silentLog } from '../../src/core/log.ts';
import type { MetricName } from '../../src/core/metrics.ts';
import { bucketOf, HOUR, MINUTE, SECOND } from '../../src/core/time.ts';
import {
  look,
  type Mapping,
  metricbeatWorld,
  realDocuments,
  type Sent,
  valuesOf,
} from '../support/metricbeat.ts';
import { sharedServer } from './server.ts';

const NOW = Date.UTC(2026, 10, 24, 12, 0, 40);
const clock = { now: () => NOW };
const server = sharedServer();

/**
 * The same documents, half a minute ago; what a node has is said before what is used of it. A beat names its host in each document, the samples of
 * the module `system` do not.
 */
const recent = (named: Iterable<[name: string, documents: Sent[]]>) =>
  [...named].flatMap(([name, documents]) => {
    const ago = 30 + Number(name.includes('node')) + Number(name.includes('state_node'));
    const agent = name.startsWith('system') && { agent: { name: 'host.example.com' } };
    const at = new Date(NOW - ago * SECOND).toISOString();
    return documents.map((document) => ({ ...agent, ...document, '@timestamp': at }));
  });

type Row = [metric: MetricName, labels: Record<string, string>, value: number];
const ES = { 'service.name': 'elasticsearch', 'container.name': 'metricbeat_elasticsearch_1_df866b3a7b3d' };
const BEAT = { 'service.name': 'beat', 'container.name': 'metricbeat_beat_run_8ba23fa682a6' };
const REDIS = { 'container.name': 'amazing_cohen' };

/** What Elastic Agent's documents say, read by hand. */
const AGENT: Record<string, Row[]> = {
  docker: [
    ['container.up', ES, 1],
    ['container.healthy', ES, 1],
    ['container.uptime', ES, 7 * 60],
    ['container.cpu.utilization', BEAT, 1.5459537],
    ['container.memory.utilization', REDIS, 0.0672283],
    ['container.memory.usage', REDIS, 1_409_024],
    ['container.up', REDIS, 1],
  ],
  kubernetes: [
    ['container.up', { 'container.name': 'coredns', 'service.name': 'coredns' }, 1],
    ['container.healthy', { 'container.name': 'coredns' }, 1],
    ['container.cpu.utilization', { 'service.name': 'elasticsearch' }, 0.1825555375],
    ['container.memory.utilization', { 'service.name': 'elasticsearch' }, 15.029874419],
    ['container.memory.usage', { 'service.name': 'elasticsearch' }, 1_490_817_024],
    ['pod.ready', { 'kubernetes.pod.name': 'elastic-agent-h2mgj', 'service.name': 'elastic-agent' }, 1],
    // 455,263,291 nanocores of 4 cores, and 4,068,896,768 of 16,815,325,184 bytes.
    ['host.cpu.utilization', { 'host.name': 'minikube' }, 11.381582275],
    ['host.memory.utilization', { 'host.name': 'minikube' }, 24.197550428],
    ['host.disk.utilization', { 'host.name': 'minikube', 'disk.mount': '/' }, 55.8106055],
  ],
};

/** What Metricbeat 6 to 8 say, all in one index. */
const BEATS: Record<string, Row[]> = {
  docker: [
    ['container.up', { 'container.name': 'sleepy_montalcini', 'host.name': 'host.example.com' }, 1],
    ['container.uptime', { 'container.name': 'sleepy_montalcini' }, 10 * 3_600],
    // No `norm` in this version: 0.0555 of four cores.
    ['container.cpu.utilization', ES, 1.3875252],
    ['container.memory.utilization', ES, 2.9796111],
    ['container.memory.usage', ES, 493_772_800],
    ['container.up', { 'container.name': 'metricbeat_aerospike_1', 'service.name': 'aerospike' }, 1],
  ],
  kubernetes: [
    ['container.up', { 'container.name': 'etcd', 'service.name': 'etcd' }, 1],
    ['container.up', { 'container.name': 'jumpy-owl-redis' }, 0],
    ['container.healthy', { 'container.name': 'jumpy-owl-redis' }, 0],
    ['pod.ready', { 'kubernetes.pod.name': 'coredns-589f44dc88-8p8lf', 'service.name': 'coredns' }, 1],
    ['pod.ready', { 'kubernetes.pod.name': 'hellohpa-854f544649-jdljx', 'service.name': 'hellohpa' }, 0],
    // 4,741,228 nanocores of two cores, 16,404,480 of 1,992,347,648 bytes: this version gives no percentages.
    ['container.cpu.utilization', { 'container.name': 'sidecar' }, 0.2370614],
    ['container.memory.utilization', { 'container.name': 'sidecar' }, 0.8233743],
    ['host.cpu.utilization', { 'host.name': 'minikube' }, 10.2776178],
  ],
  system: [
    ['host.cpu.utilization', { 'host.name': 'host.example.com' }, 4.57],
    ['host.memory.utilization', { 'host.name': 'host.example.com' }, 31.08],
    ['host.disk.utilization', { 'host.name': 'host.example.com', 'disk.mount': '/' }, 20.53],
    ['host.uptime', { 'host.name': 'host.example.com' }, 522_806],
  ],
};

async function expectRows(source: Parameters<typeof look>[0], part: string, rows: Row[]) {
  const { points } = await look(source, part);
  for (const [metric, labels, value] of rows) {
    const values = valuesOf(points, metric, labels);
    expect(values, `${metric} ${JSON.stringify(labels)}`).toHaveLength(1);
    expect(values[0], `${metric} ${JSON.stringify(labels)}`).toBeCloseTo(value, 5);
  }
}

describe.each<Mapping>(['proper', 'dynamic'])('with a mapping that is %s', (mapping) => {
  test('real documents of Elastic Agent become the figures that they state', async () => {
    const world = await metricbeatWorld(server, `agent_${mapping}`, mapping);
    const real = [...realDocuments('integration')];
    for (const module of ['docker', 'kubernetes'])
      await world.send(`metrics-${module}.all`, recent(real.filter(([name]) => name.startsWith(module))));
    const source = world.source(clock);
    for (const [part, rows] of Object.entries(AGENT)) await expectRows(source, part, rows);
    expect((await source.discover(new AbortController().signal)).map(({ id }) => id)).toEqual([
      'metricbeat/docker',
      'metricbeat/kubernetes',
    ]);
  });

  test('so do those of Metricbeat 6 to 8, which are all in one index', async () => {
    const world = await metricbeatWorld(server, `beats_${mapping}`, mapping);
    await world.send('metricbeat-8.19.0', recent(realDocuments('metricbeat')));
    const source = world.source(clock);
    for (const [part, rows] of Object.entries(BEATS)) await expectRows(source, part, rows);
  });
});

const PAST = bucketOf(NOW - HOUR, MINUTE);
const at = (seconds: number) => new Date(PAST + seconds * SECOND).toISOString();
const ecs = (seconds: number, module: string, set: string, more: object): Sent => ({
  '@timestamp': at(seconds),
  event: { module, dataset: `${module}.${set.replace('state_', '')}` },
  metricset: { name: set },
  host: { name: 'worker-1' },
  agent: { id: 'a' },
  ...more,
});
const dockerEvent = (seconds: number, action: string, attributes: object = {}, agent = 'a') =>
  ecs(seconds, 'docker', 'event', {
    agent: { id: agent },
    docker: {
      event: {
        action,
        type: 'container',
        actor: {
          id: 'c0ffee',
          attributes: { name: 'shop-api-1', com_docker_compose_service: 'api', ...attributes },
        },
      },
    },
  });
const network = (seconds: number, received: number, agent = 'a', device = 'eth0') =>
  ecs(seconds, 'docker', 'network', {
    agent: { id: agent },
    container: { id: 'c0ffee', name: 'shop-api-1' },
    docker: {
      network: { interface: device, inbound: { bytes: received }, outbound: { bytes: 2 * received } },
    },
  });
const stateContainer = (seconds: number, status: object, more: object = {}) =>
  ecs(seconds, 'kubernetes', 'state_container', {
    kubernetes: {
      namespace: 'shop',
      pod: { name: 'api-7d9fc6b5d4-x2k9q' },
      node: { name: 'worker-1' },
      labels: { app: 'api' },
      container: { name: 'app', status: { phase: 'running', ready: true, restarts: 0, ...status } },
      ...more,
    },
  });
/** A clock so many seconds after the test's beginning. */
const after = (seconds: number) => ({ now: () => PAST + seconds * SECOND });
const minuteOf = (seconds: number) => bucketOf(PAST + seconds * SECOND, MINUTE);
const API = { 'service.name': 'api' };

test('traffic is what counters grew by, over all interfaces, whoever else watches; one that fell began anew', async () => {
  const world = await metricbeatWorld(server, 'traffic');
  await world.send('metricbeat-9.5.3', [
    ...[0, 30, 60, 90].map((second, index) => network(second, 1_000 + 100 * index)),
    ...[1, 31, 61, 91].map((second, index) => network(second, 999 + 100 * index, 'b')),
    ...[0, 60].map((second, index) => network(second, 50 + index, 'a', 'eth1')),
    network(120, 40),
    network(180, 45),
  ]);
  const { points } = await look(world.source(after(200)), 'docker');
  const received = points.filter(({ metric }) => metric === 'container.network.received');
  expect(received.map(({ at, value }) => [at, value])).toEqual([
    [minuteOf(60), 201],
    [minuteOf(120), 40],
    [minuteOf(180), 5],
  ]);
  expect(valuesOf(points, 'container.network.sent')).toEqual([402, 80, 10]);
});

test('reading again from the same cursor says the same; a document that comes late is in its minute the next time', async () => {
  const world = await metricbeatWorld(server, 'late');
  const cpu = (second: number, pct: number) =>
    ecs(second, 'docker', 'cpu', {
      container: { id: 'c0ffee', name: 'web' },
      docker: { cpu: { total: { norm: { pct } } } },
    });
  await world.send('metricbeat-9.5.3', [
    cpu(0, 0.1),
    cpu(60, 0.2),
    ...[0, 60].map((second) => network(second, second)),
  ]);
  const first = await look(world.source(after(70)), 'docker');
  const again = await look(world.source(after(70)), 'docker');
  expect(again.points).toEqual(first.points);
  expect(again.next).toEqual(first.next);
  await world.send('metricbeat-9.5.3', [cpu(10, 0.3), cpu(100, 0.4)]);
  const { points } = await look(world.source(after(120)), 'docker', first.next);
  const values = valuesOf(points, 'container.cpu.utilization');
  expect(values.map((value) => Math.round(value))).toEqual([20, 30]);
  expect(valuesOf(points, 'container.network.received')).toEqual([60]);
  expect((await look(world.source(after(120)), 'docker', first.next)).points).toEqual(points);
});

test('what Docker says of a container becomes events, restarts and problems, once for two beats that watch it', async () => {
  const world = await metricbeatWorld(server, 'events');
  const story = (agent: string) => [
    dockerEvent(0, 'start', {}, agent),
    dockerEvent(60, 'oom', {}, agent),
    dockerEvent(61, 'die', { exitCode: '137' }, agent),
    dockerEvent(62, 'start', {}, agent),
    dockerEvent(65, 'die', { exitCode: '1' }, agent),
    dockerEvent(65, 'start', {}, agent),
    dockerEvent(120, 'health_status: unhealthy', {}, agent),
    dockerEvent(500, 'kill', { signal: '15' }, agent),
    dockerEvent(501, 'die', { exitCode: '143' }, agent),
  ];
  await world.send('metricbeat-9.5.3', [...story('a'), ...story('b')]);
  const { points, events, texts } = await look(world.source(after(520)), 'docker');
  expect(texts).toEqual([
    'container shop-api-1 started',
    'container shop-api-1 ran out of memory, and a process in it was killed',
    'container shop-api-1 was killed, out of memory (exit code 137)',
    'container shop-api-1 started again',
    'container shop-api-1 was killed, out of memory (exit code 1)',
    'container shop-api-1 started again',
    'container shop-api-1 is unhealthy',
    'container shop-api-1 was sent signal 15',
    'container shop-api-1 was stopped (exit code 143)',
  ]);
  expect(events[2]?.told).toMatchObject({ level: 'error', code: 'OOMKilled', fields: API });
  expect(valuesOf(points, 'container.restarts', API)).toEqual([2]);
  expect(valuesOf(points, 'container.problems', { ...API, 'error.type': 'OOMKilled' })).toEqual([1, 1, 0]);
});

test('a crash loop, an out-of-memory kill and an image that is missing are problems of their service, and are told once', async () => {
  const world = await metricbeatWorld(server, 'loops');
  const ended = (seconds: number) => ({
    last_terminated_reason: 'OOMKilled',
    last_terminated_exitcode: 137,
    last_terminated_timestamp: Math.floor((PAST + seconds * SECOND) / SECOND),
  });
  const waiting = { phase: 'waiting', ready: false, reason: 'CrashLoopBackoff' };
  await world.send('metricbeat-9.5.3', [
    stateContainer(0, { restarts: 3 }),
    stateContainer(60, { restarts: 4, ...waiting, ...ended(50) }),
    stateContainer(120, { restarts: 4, ...waiting, ...ended(50) }),
    stateContainer(180, { restarts: 5, ...ended(170) }),
    stateContainer(120, { ...waiting, reason: 'ErrImagePull' }, { pod: { name: 'api-7d9fc6b5d4-zzzzz' } }),
  ]);
  const { points, texts, events } = await look(world.source(after(200)), 'kubernetes');
  const problems = (type: string) => valuesOf(points, 'container.problems', { ...API, 'error.type': type });
  expect(valuesOf(points, 'container.restarts', API)).toEqual([1, 0, 1]);
  expect(valuesOf(points, 'container.up', { 'kubernetes.pod.name': 'api-7d9fc6b5d4-x2k9q' })).toEqual([
    1, 0, 0, 1,
  ]);
  expect(problems('CrashLoopBackOff')).toEqual([1, 1, 1]);
  expect(problems('OOMKilled')).toEqual([1, 1, 1]);
  expect(problems('ImagePullBackOff')).toEqual([1, 0]);
  expect(texts.toSorted()).toEqual([
    'container app of pod api-7d9fc6b5d4-x2k9q is in a crash loop: 4 restarts, last exit code 137 (OOMKilled)',
    'container app of pod api-7d9fc6b5d4-x2k9q was killed, out of memory (exit code 137)',
    'container app of pod api-7d9fc6b5d4-x2k9q was killed, out of memory (exit code 137)',
    'container app of pod api-7d9fc6b5d4-zzzzz can not start, ErrImagePull',
  ]);
  expect(new Set(events.map(({ id }) => id)).size).toBe(4);
});

test('fractions that an index cuts to whole numbers are read from the documents; doctor says what to mend', async () => {
  const world = await metricbeatWorld(server, 'cut', 'dynamic');
  const memory = (seconds: number, pct: number) =>
    ecs(seconds, 'docker', 'memory', {
      container: { id: 'c0ffee', name: 'web' },
      docker: { memory: { usage: { pct, total: 1 } } },
    });
  await world.send('metricbeat-9.5.3', [memory(0, 0)]);
  await world.send('metricbeat-9.5.3', [memory(60, 0.25)]);
  const source = world.source(after(90));
  expect(valuesOf((await look(source, 'docker')).points, 'container.memory.utilization')).toEqual([0, 25]);
  await expect(source.check(new AbortController().signal)).rejects.toMatchObject({
    code: 'METRICBEAT_MAPPING',
    message: expect.stringContaining('docker.memory.usage.pct'),
  });
});

test('a document that makes no sense is left out with a note, and the others are read', async () => {
  const world = await metricbeatWorld(server, 'lies', 'dynamic');
  const notes: object[] = [];
  const log = { ...silentLog, warn: (fields: object) => notes.push(fields) };
  const odd = stateContainer(1, { phase: 'odd' }, { pod: { name: 'odd-1' } });
  await world.send('metricbeat-9.5.3', [
    stateContainer(0, { restarts: 'many' }),
    stateContainer(2, {}, { pod: { name: 'well-1' } }),
    stateContainer(3, {}, { pod: {} }),
    odd,
  ]);
  const { points } = await look(world.source(after(30), {}, { log }), 'kubernetes');
  expect(valuesOf(points, 'container.up', { 'kubernetes.pod.name': 'well-1' })).toEqual([1]);
  expect(valuesOf(points, 'container.up', { 'kubernetes.pod.name': 'odd-1' })).toEqual([0]);
  expect(notes).toEqual([
    {
      source: 'metricbeat/kubernetes',
      faults: { 'kubernetes.state_container: kubernetes.container.status.restarts is no number': 1 },
    },
  ]);
});

test('a pod that waits, one that was evicted and a node under pressure are problems; a Job that did its work is none', async () => {
  const world = await metricbeatWorld(server, 'pods');
  const pod = (seconds: number, name: string, status: object) =>
    ecs(seconds, 'kubernetes', 'state_pod', {
      kubernetes: { namespace: 'shop', pod: { name, status }, labels: { 'app_kubernetes_io/name': 'api' } },
    });
  const node = (seconds: number, status: object) =>
    ecs(seconds, 'kubernetes', 'state_node', { kubernetes: { node: { name: 'worker-1', status } } });
  await world.send('metricbeat-9.5.3', [
    ...[0, 120, 240, 301].map((second) => pod(second, 'api-a', { phase: 'pending', ready: 'false' })),
    pod(60, 'api-b', { phase: 'failed', ready: 'false', reason: 'Evicted' }),
    pod(60, 'report-29384756-abcde', { phase: 'succeeded', ready: 'false' }),
    pod(60, 'api-c', { phase: 'running', ready: 'true' }),
    node(60, { ready: 'true', memory_pressure: 'true', unschedulable: false }),
    node(300, { ready: 'unknown', memory_pressure: 'false', unschedulable: false }),
  ]);
  const { points, texts } = await look(world.source(after(310)), 'kubernetes');
  const values = (metric: MetricName, type: string) => valuesOf(points, metric, { 'error.type': type });
  expect(values('container.problems', 'Pending')).toEqual([1]);
  expect(values('container.problems', 'Evicted')).toEqual([1, 0, 0, 0]);
  expect(values('host.problems', 'MemoryPressure')).toEqual([1, 0, 0, 0]);
  expect(values('host.problems', 'NotReady')).toEqual([1]);
  const ready = points.filter(({ metric }) => metric === 'pod.ready');
  expect(ready.map(({ labels, value }) => [labels['kubernetes.pod.name'], value])).toEqual([
    ['api-a', 0],
    ['api-c', 1],
    ...[120, 240, 301].map(() => ['api-a', 0]),
  ]);
  expect(texts).toEqual([
    'node worker-1 is under pressure (MemoryPressure)',
    'pod api-b was evicted',
    'node worker-1 is not ready',
    'pod api-a has been pending for over 5 minutes',
  ]);
});

test('a host that both its node and the module system measure has the figures of system', async () => {
  const world = await metricbeatWorld(server, 'hosts');
  await world.send('metricbeat-9.5.3', [
    ecs(0, 'kubernetes', 'node', {
      kubernetes: { node: { name: 'worker-1', fs: { used: { bytes: 1 }, capacity: { bytes: 2 } } } },
    }),
    ecs(0, 'kubernetes', 'node', {
      kubernetes: { node: { name: 'worker-2', fs: { used: { bytes: 1 }, capacity: { bytes: 4 } } } },
    }),
    ecs(0, 'system', 'cpu', { system: { cpu: { total: { norm: { pct: 0.5 } } } } }),
    ecs(0, 'system', 'filesystem', {
      system: { filesystem: { mount_point: '/snap/core/1', total: 5, used: { bytes: 5, pct: 1 } } },
    }),
    ecs(0, 'system', 'filesystem', {
      system: { filesystem: { mount_point: '/run/x', total: 0, used: { bytes: 0 } } },
    }),
  ]);
  const source = world.source(after(30));
  const disks = valuesOf((await look(source, 'kubernetes')).points, 'host.disk.utilization');
  const { points } = await look(source, 'system');
  expect(disks).toEqual([25]);
  expect(points.map(({ metric, value }) => [metric, value])).toEqual([['host.cpu.utilization', 50]]);
});
