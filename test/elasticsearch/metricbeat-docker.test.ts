import { expect, test } from 'vitest';
import { look, metricbeatWorld, valuesOf } from '../support/metricbeat.ts';
import { API, after, dockerEvent, ecs, minuteOf, network } from '../support/metricbeat-documents.ts';
import { sharedServer } from './server.ts';

const server = sharedServer();

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
  const unhealthy = ecs(125, 'docker', 'healthcheck', {
    container: { id: 'c0ffee', name: 'shop-api-1' },
    docker: {
      container: { labels: { com_docker_compose_service: 'api' } },
      healthcheck: { status: 'unhealthy' },
    },
  });
  await world.send('metricbeat-9.5.3', [...story('a'), ...story('b'), unhealthy]);
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
  expect(valuesOf(points, 'container.problems', { ...API, 'error.type': 'Unhealthy' })).toEqual([1, 0]);
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
