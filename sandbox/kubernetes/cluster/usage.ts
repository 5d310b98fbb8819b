import { HOUR, MINUTE } from '../../../src/core/time.ts';
import { chance } from '../../scenario/chance.ts';
import { season } from '../../scenario/season.ts';
import type { UsageOf } from '../api/usage.ts';
import { NODE_SIZE } from './nodes.ts';
import { WORKLOADS, type Workload } from './workloads.ts';

/** Memory climbs to its limit before a kill: how full it is at a moment, 0 to 1, on top of what is usual. */
export type Filling = (workload: string, at: number) => number;

const FALLBACK: Pick<Workload, 'limits' | 'usual'> = {
  limits: { cpu: 0.5, memory: 512 },
  usual: { cpu: 0.3, memory: 0.5 },
};

/** What containers use wanders with the hour of the day and by chance, the same at the same moment. */
export function usageOver(filling: Filling): UsageOf {
  return (name, container, at) => {
    if (container === undefined) return nodeUsage(name, at);
    const { limits, usual } = workloadOf(name) ?? FALLBACK;
    const luck = chance(name, container, Math.floor(at / (15 * 1_000)));
    const wave = Math.sin(at / (17 * MINUTE) + name.length) * 0.08;
    const cpu = usual.cpu * season(at) * (0.85 + luck.next() * 0.3);
    const memory = Math.max(usual.memory * (1 + wave), filling(workloadOf(name)?.name ?? '', at));
    return { cores: limits.cpu * Math.min(cpu, 1), bytes: limits.memory * 2 ** 20 * Math.min(memory, 0.99) };
  };
}

function nodeUsage(name: string, at: number) {
  const luck = chance(name, Math.floor(at / (15 * 1_000)));
  const share = 0.3 + Math.sin(at / HOUR + name.length) * 0.06 + luck.next() * 0.05;
  return {
    cores: NODE_SIZE.cores * share * season(at),
    bytes: NODE_SIZE.bytes * (0.45 + luck.next() * 0.02),
  };
}

function workloadOf(pod: string): Workload | undefined {
  return WORKLOADS.find(({ name }) => pod.startsWith(`${name}-`));
}
