import { z } from 'zod';
import { Duration, SomeTime } from '../../core/duration.ts';
import { MINUTE } from '../../core/time.ts';
import { checkAccess, ELASTIC_ACCESS } from '../elastic/access.ts';
import { named } from '../named.ts';
import { matchesAny } from '../patterns.ts';

/** What is read, each by itself. */
export const PARTS = ['docker', 'kubernetes', 'system'] as const;
export type PartName = (typeof PARTS)[number];

/** Where Metricbeat and the integrations of Elastic Agent write unless told otherwise. */
const INDICES = ['metricbeat-*', 'metrics-docker.*', 'metrics-kubernetes.*', 'metrics-system.*'];
/** Images that are always full, and what others mount again. */
const NO_DISKS = [
  '/snap/*',
  '/run/*',
  '/proc/*',
  '/sys/*',
  '/dev/*',
  '/etc/*',
  '/var/lib/docker/*',
  '/var/lib/kubelet/*',
];

const Index = z.string().regex(/^[^\s,/\\?"<>|#]+$/, 'the name of an index, or a pattern with *');

export const MetricbeatSettings = z
  .strictObject({
    ...named('metricbeat'),
    ...ELASTIC_ACCESS,
    indices: z.array(Index).min(1).default(INDICES),
    parts: z
      .array(z.enum(PARTS))
      .min(1)
      .default([...PARTS]),
    /** Only documents that have these values, by field: `orchestrator.cluster.name: production`. */
    where: z.record(z.string(), z.string()).default({}),
    /** Mount points that are no disks of their own: whole names, or a trailing `*`. */
    excludeMounts: z.array(z.string().min(1)).default(NO_DISKS),
    every: SomeTime.prefault('60s'),
    /** How late a document may come, by its own time: so many minutes are read again each time. */
    late: Duration.refine((late) => late >= MINUTE, 'at least 1m').prefault('2m'),
    /** How far back the first reading goes. */
    backfill: SomeTime.prefault('15m'),
    /** From when on a pod that is pending, or not ready, has a problem. */
    pendingAfter: Duration.prefault('5m'),
    notReadyAfter: Duration.prefault('5m'),
    /** How long what happened at one moment (an out-of-memory kill, an exit) counts as a problem. */
    recent: Duration.prefault('5m'),
    /** A Docker container that is restarted more often than this within ten minutes is in a restart loop. */
    restartLoopAbove: z.number().int().min(1).max(100).default(3),
  })
  .superRefine(checkAccess);
export type MetricbeatSettings = z.infer<typeof MetricbeatSettings>;

export function isDisk({ excludeMounts }: MetricbeatSettings, mount: string): boolean {
  return !matchesAny(excludeMounts, mount);
}
