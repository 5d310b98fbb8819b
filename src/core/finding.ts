import { z } from 'zod';
import type { MetricName } from './metrics.ts';
import type { Labels } from './series.ts';
import type { Instant } from './time.ts';

/** `severe` pages people, `warning` tells them. */
export const SEVERITIES = ['warning', 'severe'] as const;
export type Severity = (typeof SEVERITIES)[number];

export const FINDING_KINDS = [
  'frequency',
  'flatline',
  'new_code',
  'anomaly',
  'threshold',
  'share',
  'problem',
] as const;
export type FindingKind = (typeof FINDING_KINDS)[number];

/** The things (devices, containers, pods) that an alert is about, the newest first, and how many more there are. */
export const Affected = z.object({
  things: z.array(z.object({ name: z.string(), note: z.string().optional() })).max(10),
  more: z.number().int(),
});
export type Affected = z.infer<typeof Affected>;

/** What a rule or a detector says about one bucket of one series, with its evidence. */
export interface Finding {
  kind: FindingKind;
  /** Name of the rule in the settings, or of the detector. */
  rule: string;
  severity: Severity;
  metric: MetricName;
  labels: Labels;
  /** The bucket that proves it. */
  at: Instant;
  /** Since when it is so. */
  since: Instant;
  seen: number;
  expected?: { low: number; high: number };
  /** In plain words, e.g. "42 errors/min, usually 0 to 6". */
  reason: string;
  /** 1 unusual, 2 never seen. */
  grade: 1 | 2;
  /** What has the problem, by name. */
  affected?: Affected;
}
