import { expect, test } from 'vitest';
import { silentLog } from '../../src/core/log.ts';
import type { MetricName } from '../../src/core/metrics.ts';
import { SECOND } from '../../src/core/time.ts';
import { look, metricbeatWorld, valuesOf } from '../support/metricbeat.ts';
import { API, after, ecs, PAST, stateContainer } from '../support/metricbeat-documents.ts';
import { sharedServer } from './server.ts';

const server = sharedServer();

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
  const ready = (name: string) => valuesOf(points, 'pod.ready', { 'kubernetes.pod.name': name });
  expect([ready('api-a'), ready('api-c'), ready('api-b')]).toEqual([[0, 0, 0, 0], [1], []]);
  expect(ready('report-29384756-abcde')).toEqual([]);
  expect(texts.toSorted()).toEqual([
    'node worker-1 is not ready',
    'node worker-1 is under pressure (MemoryPressure)',
    'pod api-a has been pending for over 5 minutes',
    'pod api-b was evicted',
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
