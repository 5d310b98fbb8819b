import { z } from 'zod';
import { ERROR_LEVELS, LEVELS } from '../core/event.ts';
import { SEVERITIES } from '../core/finding.ts';
import { METRICS, type MetricName } from '../core/metrics.ts';
import { PROBLEMS } from './problems.ts';
import { SHARED } from './shared.ts';

const Name = z.string().regex(/^[a-z0-9][a-z0-9-]{0,40}$/, 'small letters, digits and hyphens');
const Services = z.array(z.string()).default([]);
const Levels = z
  .array(z.enum(LEVELS))
  .min(1)
  .default([...ERROR_LEVELS]);
const Metric = z.enum(Object.keys(METRICS) as [MetricName, ...MetricName[]]);
const Values = z.union([z.string().transform((one) => [one]), z.array(z.string()).min(1)]);
/** Labels of the metric, and what they must be: one value or several. */
const Where = z.record(z.string(), Values).default({});
const Minutes = z.number().int().positive().max(1440);

const Threshold = z
  .strictObject({
    name: Name,
    kind: z.literal('threshold'),
    metric: Metric,
    /** In the unit of the metric; one of the two. */
    above: z.number().optional(),
    below: z.number().optional(),
    forMinutes: Minutes.default(10),
    where: Where,
    /** Labels that tell one series from another; all others are put together. */
    by: z.array(z.string()).default([]),
    severity: z.enum(SEVERITIES).default('warning'),
  })
  .superRefine(({ above, below }, context) => {
    if ((above === undefined) === (below === undefined))
      context.addIssue({ code: 'custom', path: ['above'], message: 'a limit is either `above` or `below`' });
  })
  .superRefine(refineLabels);

const Share = z
  .strictObject({
    name: Name,
    kind: z.literal('share'),
    metric: z.enum(SHARED).default('device.online'),
    percent: z.number().positive().max(100).default(10),
    atLeast: z.number().int().positive().default(2),
    forMinutes: Minutes.default(5),
    where: Where,
    severity: z.enum(SEVERITIES).optional(),
  })
  .superRefine(refineLabels);

const Problem = z
  .strictObject({
    name: Name,
    kind: z.literal('problem'),
    metric: z.enum(PROBLEMS),
    forMinutes: Minutes.default(2),
    where: Where,
    /** Names of problems that this rule leaves alone. */
    except: z.array(z.string()).default([]),
  })
  .superRefine(refineLabels);

/** A rule as people write it in `sysmon.yaml`. */
export const RuleSettings = z.discriminatedUnion('kind', [
  z.strictObject({
    name: Name,
    services: Services,
    kind: z.literal('frequency'),
    levels: Levels,
    codes: z.array(z.string()).default([]),
    threshold: z.number().int().positive(),
    windowMinutes: Minutes.default(5),
    severity: z.enum(SEVERITIES).default('warning'),
  }),
  z
    .strictObject({
      name: Name,
      services: Services,
      kind: z.literal('flatline'),
      silentMinutes: z.number().int().positive().default(15),
      /** What should be heard: log events, or any metric, of whatever it is about. */
      metric: Metric.default('log.events'),
      where: Where,
    })
    .superRefine(refineLabels),
  z.strictObject({
    name: Name,
    services: Services,
    kind: z.literal('new_code'),
    levels: Levels,
    learningMinutes: z.number().int().default(1440),
  }),
  z.strictObject({
    name: Name,
    services: Services,
    kind: z.literal('anomaly'),
    levels: Levels,
    /** What is counted: errors (events of the levels above), or requests. */
    of: z.enum(['errors', 'requests']).default('errors'),
    direction: z.enum(['up', 'down', 'both']).default('up'),
    alertOn: z.enum(['unusual', 'never seen']).default('never seen'),
  }),
  Threshold,
  Share,
  Problem,
]);
export type RuleSettings = z.infer<typeof RuleSettings>;

interface Labeled {
  metric: MetricName;
  where: Record<string, string[]>;
  by?: string[];
}

function refineLabels({ metric, where, by = [] }: Labeled, context: z.RefinementCtx): void {
  const known: readonly string[] = METRICS[metric].labels;
  const odd = (names: readonly string[]) => names.filter((name) => !known.includes(name));
  for (const name of odd(Object.keys(where))) context.addIssue(unknownLabel(['where', name], metric, known));
  if (odd(by).length > 0) context.addIssue(unknownLabel(['by'], metric, known));
}

function unknownLabel(path: string[], metric: MetricName, known: readonly string[]) {
  const message = `${metric} has the labels ${known.join(', ')}`;
  return { code: 'custom', path, message } as const;
}
