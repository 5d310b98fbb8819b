import { MINUTE, SECOND } from '../../src/core/time.ts';
import type { SandboxContainer } from './host.ts';
import { HOST } from './plan.ts';

/** Memory climbs to its limit before a kill: how full it is at a moment, 0 to 1. */
export type Filling = (name: string, at: number) => number;

const MEBIBYTE = 2 ** 20;
const SWING = 0.3;
const NANOSECONDS = 1_000_000;

/** The answer of `/containers/…/stats` as a host with cgroup v2 gives it; `previous` is the reading that it is compared with, if there is one. */
export function statsOf(
  container: SandboxContainer,
  filling: Filling,
  at: number,
  previous: number | undefined,
) {
  const { id, plan, status } = container;
  if (status !== 'running') return { id, name: `/${plan.name}`, read: zeroTime, preread: zeroTime };
  const used = (rate: number, upTo: number) => Math.round(total(rate, container, upTo));
  const cpu = (upTo: number | undefined) => cpuOf(upTo, (when) => used(plan.usual.cores, when));
  return {
    id,
    name: `/${plan.name}`,
    read: new Date(at).toISOString(),
    preread: previous === undefined ? zeroTime : new Date(previous).toISOString(),
    num_procs: 0,
    pids_stats: { current: 6 },
    cpu_stats: cpu(at),
    precpu_stats: cpu(previous),
    memory_stats: memoryOf(container, filling, at),
    networks: {
      eth0: {
        rx_bytes: used(plan.usual.received / SECOND, at),
        tx_bytes: used(plan.usual.sent / SECOND, at),
      },
    },
  };
}

const zeroTime = '0001-01-01T00:00:00Z';

/** So much at a time, more or less with the quarter of an hour, since it was started; it never falls. */
function total(rate: number, { startedAt, plan }: SandboxContainer, at: number): number {
  const period = (11 + plan.name.length / 4) * MINUTE;
  return rate * (at - startedAt + SWING * period * (Math.cos(startedAt / period) - Math.cos(at / period)));
}

function cpuOf(at: number | undefined, used: (at: number) => number) {
  if (at === undefined) return { cpu_usage: { total_usage: 0 }, throttling_data: {} };
  return {
    cpu_usage: { total_usage: used(at) * NANOSECONDS, usage_in_kernelmode: 0, usage_in_usermode: 0 },
    system_cpu_usage: at * HOST.cores * NANOSECONDS,
    online_cpus: HOST.cores,
    throttling_data: { periods: 0, throttled_periods: 0, throttled_time: 0 },
  };
}

function memoryOf({ plan }: SandboxContainer, filling: Filling, at: number) {
  const limit = plan.limits ? plan.limits.memory * MEBIBYTE : HOST.memory;
  const usual = plan.usual.memory * MEBIBYTE * (1 + 0.06 * Math.sin(at / (17 * MINUTE)));
  const anonymous = Math.round(Math.max(usual, limit * filling(plan.name, at)));
  const inactive = Math.round(usual / 8);
  const stats = { anon: anonymous, file: inactive, inactive_file: inactive, active_file: 0 };
  return { usage: Math.min(anonymous + inactive, limit), limit, stats };
}
