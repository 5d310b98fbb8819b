import { describe, expect, test } from 'vitest';
import type { MetricName } from '../../src/core/metrics.ts';
import { SECOND } from '../../src/core/time.ts';
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

describe.each<Mapping>(['proper', 'dynamic'])('with a mapping that is %s', { timeout: 60_000 }, (mapping) => {
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
