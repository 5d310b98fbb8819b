import type { Instant } from '../../core/time.ts';
import type { Container } from './container.ts';
import type { Known } from './cursor.ts';

type CpuTotal = NonNullable<Known['cpu']>;

const NANOSECONDS = 1_000_000;

/** Nanoseconds of CPU it has used so far. */
export function cpuTotal({ stats }: Container): CpuTotal | undefined {
  const total = stats?.cpu_stats?.cpu_usage.total_usage;
  return total === undefined || stats?.read === undefined ? undefined : [total, stats.read];
}

/**
 * How many cores it used since it was looked at before: `known` by us, at `since`, else by the daemon itself. Undefined where nobody looked, as at the
 * first time.
 */
export function coresUsed(
  container: Container,
  known: CpuTotal | undefined,
  since: Instant,
): number | undefined {
  const now = cpuTotal(container);
  const before = totalBefore(container, known, since);
  if (!now || !before || now[1] <= before[1] || now[0] < before[0]) return undefined;
  return (now[0] - before[0]) / ((now[1] - before[1]) * NANOSECONDS);
}

function totalBefore(
  { State: { StartedAt }, stats }: Container,
  known: CpuTotal | undefined,
  since: Instant,
): CpuTotal | undefined {
  // A container that was started again counts from zero.
  if (StartedAt !== undefined && StartedAt > since) return [0, StartedAt];
  const total = stats?.precpu_stats?.cpu_usage.total_usage;
  return known ?? (total && stats?.preread !== undefined ? [total, stats.preread] : undefined);
}

/** How many cores it may use; undefined where nothing limits it. */
export function coresAllowed({
  HostConfig: { NanoCpus, CpuQuota, CpuPeriod },
}: Container): number | undefined {
  if (NanoCpus > 0) return NanoCpus / 1e9;
  return CpuQuota > 0 ? CpuQuota / (CpuPeriod || 100_000) : undefined;
}
