import { z } from 'zod';
import { Duration } from '../../core/duration.ts';
import { DAY, MINUTE } from '../../core/time.ts';
import { AWS_ACCESS, accountOf } from '../aws/settings.ts';
import { named } from '../named.ts';
import { matchesAny } from '../patterns.ts';

/** CloudWatch keeps minutes so long; after that only averages over five of them. */
export const KEPT = 15 * DAY;

/** A whole namespace, or its beginning and a `*`. */
const NamespacePattern = z
  .string()
  .regex(/^[.\-_/#A-Za-z0-9]*\*?$/, 'a namespace such as AWS/RDS, or the beginning of one with * at its end')
  .min(1);

export const CloudWatchMetricsSettings = z.strictObject({
  ...named('cloudwatch-metrics'),
  ...AWS_ACCESS,
  namespaces: z
    .strictObject({
      include: z.array(NamespacePattern).min(1).default(['*']),
      exclude: z.array(NamespacePattern).default([]),
    })
    .prefault({}),
  /** How often a Region is read. AWS is paid for each metric at each reading. */
  every: Duration.refine((every) => every >= MINUTE, 'at least 1m').prefault('5m'),
  /** How far each reading goes back once more: points come late, and are revised. */
  reach: Duration.prefault('15m'),
  /** How far back a Region that is new to us is read. */
  backfill: Duration.refine((backfill) => backfill <= KEPT, 'at most 15d').prefault('3h'),
  /** Metrics of one Region; those beyond are left out, and that is said. */
  mostMetrics: z.number().int().min(1).max(100_000).default(5_000),
  /** AWS allows 50 GetMetricData calls a second for each account and Region, and 25 ListMetrics. */
  callsPerSecond: z.number().positive().max(1_000).default(5),
});
export type CloudWatchMetricsSettings = z.infer<typeof CloudWatchMetricsSettings>;

/** Whether the settings mean this namespace. */
export function isWanted({ namespaces }: CloudWatchMetricsSettings, namespace: string): boolean {
  return matchesAny(namespaces.include, namespace) && !matchesAny(namespaces.exclude, namespace);
}

export function accountIn({ account, role }: CloudWatchMetricsSettings): string | undefined {
  return account ?? (role && accountOf(role));
}
