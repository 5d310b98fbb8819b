import { z } from 'zod';
import { Duration, SomeTime } from '../../core/duration.ts';
import { AWS_ACCESS } from '../aws/settings.ts';
import { named } from '../named.ts';
import { matches } from '../patterns.ts';

export { matchesAny } from '../patterns.ts';

const MINUTES_15 = { every: '5m', reach: '15m' };
const HOURS_6 = { every: '1h', reach: '6h' };

/** A whole name of a log group, or its beginning and a `*`. */
const GroupPattern = z
  .string()
  .regex(/^[.\-_/#A-Za-z0-9]*\*?$/, 'a log group name, or the beginning of one with * at its end')
  .min(1);

export const CloudWatchLogsSettings = z.strictObject({
  ...named('cloudwatch-logs'),
  ...AWS_ACCESS,
  groups: z.array(GroupPattern).min(1).default(['*']),
  exclude: z.array(GroupPattern).default([]),
  /** Service names by log group pattern; elsewhere the last part of the group's name is the service. */
  services: z.record(GroupPattern, z.string().min(1)).default({}),
  /** How far back a group that is new to us is read. */
  backfill: Duration.prefault('1h'),
  /** How far each poll reads back: FilterLogEvents shows an event some seconds after it came. */
  overlap: Duration.prefault('1m'),
  /** How often we look further back for events that came late. */
  lateSweeps: z.array(z.strictObject({ every: SomeTime, reach: Duration })).prefault([MINUTES_15, HOURS_6]),
  /** AWS allows 5 FilterLogEvents calls a second for each account and Region; people at the console need some of them. */
  callsPerSecond: z.number().positive().max(1_000).default(2),
  /** Log groups that are read as soon as Live Tail shows a line of theirs; `true` is all that are read. AWS takes money for each minute. */
  liveTail: z.union([z.boolean(), z.array(GroupPattern).min(1)]).default(false),
});
export type CloudWatchLogsSettings = z.infer<typeof CloudWatchLogsSettings>;

/** The name the settings give it, else `/aws/lambda/checkout` is `checkout`. */
export function serviceOf(group: string, services: Readonly<Record<string, string>>): string {
  const named = Object.entries(services).find(([pattern]) => matches(pattern, group));
  return named?.[1] ?? group.split('/').findLast(Boolean) ?? group;
}
