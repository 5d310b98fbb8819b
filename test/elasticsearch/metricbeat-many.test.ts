import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { MINUTE, SECOND } from '../../src/core/time.ts';
import type { CallBudget } from '../../src/sources/call-budget.ts';
import { look, metricbeatWorld, type Sent, valuesOf } from '../support/metricbeat.ts';
import { sharedServer } from './server.ts';

const CONTAINERS = 10_000;
const NOW = Date.UTC(2026, 10, 24, 12, 0, 40);
const MEBIBYTE = 2 ** 20;

function documents(index: number): Sent[] {
  const of = (set: string, more: object) => ({
    '@timestamp': new Date(NOW - 30 * SECOND).toISOString(),
    event: { module: 'docker', dataset: `docker.${set}` },
    metricset: { name: set },
    host: { name: `host-${index % 100}` },
    container: { id: `c${index}`, name: `shop-${index}` },
    docker: { [set]: more },
  });
  return [
    of('cpu', { total: { norm: { pct: 0.25 } } }),
    of('network', { interface: 'eth0', inbound: { bytes: index }, outbound: { bytes: index } }),
  ];
}

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

/** Notes how much memory is in use at each call. */
function watchedBudget() {
  const used: number[] = [];
  const budget: CallBudget = {
    take: async () => {
      collectGarbage();
      used.push(process.memoryUsage().heapUsed);
    },
    pause: async () => {},
  };
  return { budget, grown: () => (Math.max(...used) - (used[0] ?? 0)) / MEBIBYTE };
}

test('10,000 containers are read in pages, in bounded memory, and remembered in little', {
  timeout: 120_000,
}, async () => {
  const world = await metricbeatWorld(sharedServer(), 'many');
  const all = Array.from({ length: CONTAINERS }, (_, index) => documents(index));
  await world.send('metrics-docker.all', all.flat());
  const { budget, grown } = watchedBudget();
  const began = performance.now();
  const { points, next, calls } = await look(
    world.source({ now: () => NOW }, {}, { openBudget: () => budget }),
    'docker',
  );
  expect(performance.now() - began).toBeLessThan(60_000);
  expect(valuesOf(points, 'container.cpu.utilization')).toHaveLength(CONTAINERS);
  expect(valuesOf(points, 'container.up')).toHaveLength(CONTAINERS);
  expect(calls).toBeLessThan(15);
  expect(grown()).toBeLessThan(60);
  const later = await look(world.source({ now: () => NOW + 5 * MINUTE }), 'docker', next);
  expect(later.points).toEqual(points);
  expect(JSON.stringify(later.next).length).toBeLessThan(MEBIBYTE);
});
