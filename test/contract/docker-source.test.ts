import { expect, test } from 'vitest';
import { CONTAINERS, VICTIM } from '../../sandbox/docker/plan.ts';
import { MINUTE, SECOND } from '../../src/core/time.ts';
import { dockerWorld } from '../support/docker-sandbox.ts';
import { dockerSource, ITEM, look, valuesOf } from '../support/docker-source.ts';

const signal = new AbortController().signal;
const OUT_OF_MEMORY = { exitCode: 137, isOutOfMemory: true, restarts: true };
const problem = (type: string, service = 'image-resizer') => ({
  'service.name': service,
  'error.type': type,
});

test('a host is one item, and each container of it that runs has its figures', async () => {
  const { source, url } = await dockerWorld();
  expect(await source.discover(signal)).toMatchObject([{ id: ITEM }]);
  const named = dockerSource(url, { hostName: 'branch-7' });
  expect(await named.discover(signal)).toEqual([{ id: 'docker/branch-7', title: 'branch-7 (Docker)' }]);
  const { points, events } = await look(source);
  const running = CONTAINERS.filter(({ isDone }) => !isDone).length;
  expect(valuesOf(points, 'container.up')).toEqual(Array(running).fill(1));
  expect(valuesOf(points, 'container.healthy')).toEqual([1, 1, 1]);
  expect(valuesOf(points, 'container.memory.usage')).toHaveLength(running);
  expect([valuesOf(points, 'container.problems'), events]).toEqual([[], []]);
  const services = new Set(points.map(({ labels }) => labels['service.name']));
  expect(services).toContain('image-resizer');
  expect(services).toContain('postgres-exporter');
  expect(services).not.toContain('certificate-renewal');
});

test('only the containers that the settings mean are read, and heard of', async () => {
  const containers = { include: ['edge-*', 'log-shipper'], exclude: ['edge-proxy-*'] };
  const { source, hand } = await dockerWorld({}, { containers });
  hand.stop('edge-proxy-1');
  hand.stop('postgres-exporter');
  hand.stop('edge-cache-1');
  const { points, texts } = await look(source);
  const names = points.filter(({ metric }) => metric === 'container.up').map((point) => point.labels);
  expect(names.map((labels) => labels['container.name'])).toEqual([
    'edge-cache-1',
    VICTIM,
    'edge-gateway-1',
    'log-shipper',
  ]);
  expect(texts).toEqual([
    'container edge-cache-1 was sent signal 15, SIGTERM',
    'container edge-cache-1 was stopped (exit code 143)',
  ]);
});

test('CPU and memory are of the limit, and of the host where there is none', async () => {
  const { source, url, time } = await dockerWorld();
  const first = await look(source);
  expect(valuesOf(first.points, 'container.cpu.utilization')).toEqual([]);
  time.shift = 30 * SECOND;
  const { points } = await look(source, first.next);
  for (const { name, limits, usual, isDone } of CONTAINERS) {
    if (isDone) continue;
    const label = { 'container.name': name };
    const stats = await fetch(`${url.replace('tcp', 'http')}/containers/${name}/stats?stream=0`);
    const { memory_stats } = (await stats.json()) as { memory_stats: { limit: number } };
    const [usage = 0] = valuesOf(points, 'container.memory.usage', label);
    expect(valuesOf(points, 'container.memory.utilization', label)).toEqual([
      (usage / memory_stats.limit) * 100,
    ]);
    expect(usage).toBeGreaterThan(usual.memory * 2 ** 20 * 0.9);
    const [cpu = 0] = valuesOf(points, 'container.cpu.utilization', label);
    const usually = (usual.cores / (limits?.cores ?? 4)) * 100;
    expect(cpu).toBeGreaterThan(usually * 0.69);
    expect(cpu).toBeLessThan(usually * 1.31);
  }
});

test('a container that is killed for its memory is a problem and two events, then it is over', async () => {
  const { source, hand, time } = await dockerWorld();
  const first = await look(source);
  hand.end(VICTIM, OUT_OF_MEMORY);
  time.shift += SECOND;
  hand.start(VICTIM);
  const second = await look(source, first.next);
  expect(second.texts).toEqual([
    `container ${VICTIM} ran out of memory, and a process in it was killed (limit 256 MiB)`,
    `container ${VICTIM} was killed, out of memory (exit code 137, limit 256 MiB)`,
    `container ${VICTIM} started`,
  ]);
  expect(second.events[1]).toMatchObject({
    origin: { service: 'image-resizer', dataset: 'docker.events', group: ITEM },
    told: {
      level: 'error',
      code: 'OOMKilled',
      fields: { 'error.type': 'OOMKilled', 'container.name': VICTIM, 'host.name': 'edge-01' },
    },
  });
  expect(valuesOf(second.points, 'container.problems', problem('OOMKilled'))).toEqual([1]);
  expect(valuesOf(second.points, 'container.restarts')).toEqual([1]);
  time.shift += 6 * MINUTE;
  const third = await look(source, second.next);
  expect(valuesOf(third.points, 'container.problems', problem('OOMKilled'))).toEqual([0]);
  time.shift += 11 * MINUTE;
  const fourth = await look(source, third.next);
  expect(valuesOf(fourth.points, 'container.problems')).toEqual([]);
});

test('four restarts within ten minutes are a loop, three are none, and a loop is over in time', async () => {
  const { source, hand, time } = await dockerWorld();
  let latest = await look(source);
  const loops: number[][] = [];
  for (let round = 0; round < 4; round++) {
    time.shift += 20 * SECOND;
    hand.end(VICTIM, { exitCode: 1, restarts: true });
    hand.start(VICTIM);
    latest = await look(source, latest.next);
    loops.push(valuesOf(latest.points, 'container.problems', problem('RestartLoop')));
  }
  for (const pause of [6, 5]) {
    time.shift += pause * MINUTE;
    latest = await look(source, latest.next);
    loops.push(valuesOf(latest.points, 'container.problems', problem('RestartLoop')));
  }
  expect(loops).toEqual([[], [], [], [1], [1], [0]]);
});

test('a container that waits to be restarted is down; who was told to stop has no problem', async () => {
  const { source, hand } = await dockerWorld();
  const first = await look(source);
  hand.end(VICTIM, { exitCode: 1, restarts: true });
  hand.end('log-shipper', { exitCode: 139 });
  hand.stop('edge-cache-1');
  hand.check('edge-gateway-1', 'unhealthy', 'no broker');
  const { points, texts } = await look(source, first.next);
  const up = (name: string) => valuesOf(points, 'container.up', { 'container.name': name });
  expect([up(VICTIM), up('log-shipper'), up('edge-cache-1'), up('edge-gateway-1')]).toEqual([
    [0],
    [0],
    [0],
    [1],
  ]);
  const problems = points.filter(({ metric }) => metric === 'container.problems');
  expect(problems.map(({ labels, value }) => [labels['service.name'], labels['error.type'], value])).toEqual([
    ['device-gateway', 'Unhealthy', 1],
    ['log-shipper', 'Exited', 1],
  ]);
  expect(texts).toEqual([
    `container ${VICTIM} ended with exit code 1`,
    'container log-shipper ended with exit code 139 (11, SIGSEGV)',
    'container edge-cache-1 was sent signal 15, SIGTERM',
    'container edge-cache-1 was stopped (exit code 143)',
    'container edge-gateway-1 is unhealthy: no broker',
  ]);
});

test('the bytes of all readings are what the counters grew by, whichever reading is made twice', async () => {
  const { source, hand, time, url } = await dockerWorld();
  const label = { 'container.name': VICTIM };
  const minutes = new Map<number, number>();
  const read = async (cursor?: unknown) => {
    const { points, next } = await look(source, cursor);
    for (const { metric, at, value, labels } of points)
      if (metric === 'container.network.received' && labels['container.name'] === VICTIM)
        minutes.set(at, value);
    return next;
  };
  const counter = async () => {
    const stats = await fetch(`${url.replace('tcp', 'http')}/containers/${VICTIM}/stats?stream=0`);
    const { networks } = (await stats.json()) as { networks: { eth0: { rx_bytes: number } } };
    return networks.eth0.rx_bytes;
  };
  let known = (await look(source)).next;
  const before = knownBytes(known);
  for (const pause of [30, 30, 90, 3, 1_000]) {
    time.shift += pause * SECOND;
    await read(known);
    time.shift += 45 * SECOND;
    known = await read(known);
  }
  const grown = knownBytes(known) - before;
  expect(sum(minutes)).toBe(grown);
  expect(await counter()).toBeGreaterThanOrEqual(knownBytes(known));
  hand.end(VICTIM, { exitCode: 1, restarts: true });
  hand.start(VICTIM);
  time.shift += 30 * SECOND;
  known = await read(known);
  expect(sum(minutes)).toBe(grown + knownBytes(known));
  expect(
    valuesOf((await look(source, known)).points, 'container.network.sent', label).length,
  ).toBeGreaterThan(0);

  function knownBytes(cursor: unknown): number {
    const { containers } = cursor as { containers: Record<string, { network?: number[] }> };
    return containers[hand.find(VICTIM)!.id]?.network?.[0] ?? 0;
  }
});

function sum(minutes: ReadonlyMap<number, number>): number {
  return [...minutes.values()].reduce((total, value) => total + value, 0);
}

test('the same host, read again from the same cursor, says the same under the same ids', async () => {
  const { source, hand } = await dockerWorld();
  const { next } = await look(source);
  hand.end(VICTIM, OUT_OF_MEMORY);
  hand.start(VICTIM);
  hand.check('edge-gateway-1', 'unhealthy', 'no broker');
  const first = await look(source, next);
  const again = await look(source, next);
  expect(first.events).toHaveLength(4);
  expect(again.events).toEqual(first.events);
  const later = await look(source, first.next);
  const ids = new Set(first.events.map(({ id }) => id));
  expect(later.events.filter(({ id }) => !ids.has(id))).toEqual([]);
});

test('an end that the daemon has forgotten is told from the state of the container, once', async () => {
  const { source, hand, time } = await dockerWorld();
  const { next } = await look(source);
  time.shift += 20 * SECOND;
  hand.end('log-shipper', { exitCode: 137, isOutOfMemory: true });
  hand.forgetEvents();
  time.shift += 10 * SECOND;
  const first = await look(source, next);
  expect(first.texts).toEqual([
    'container log-shipper was killed, out of memory (exit code 137, limit 128 MiB)',
  ]);
  expect((await look(source, next)).events).toEqual(first.events);
  time.shift += 30 * SECOND;
  expect((await look(source, first.next)).events).toEqual([]);
});
