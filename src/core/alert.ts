import { z } from 'zod';
import { Affected, FINDING_KINDS, SEVERITIES } from './finding.ts';
import { METRICS, type MetricName } from './metrics.ts';

const Instant = z.number().int();
const PersonSchema = z.object({ id: z.string(), name: z.string() });
const MetricNameSchema = z.enum(Object.keys(METRICS) as [MetricName, ...MetricName[]]);

const ALERT_STATES = ['firing', 'acknowledged', 'resolved'] as const;

/** One kind of message that the alert is made of, with a sample that is already redacted (but not escaped). */
export const AlertCode = z.object({
  code: z.string(),
  template: z.string(),
  count: z.number().int(),
  sample: z.string(),
});
export type AlertCode = z.infer<typeof AlertCode>;

/** One rule about one series, within an alert that several of them make. */
export const Voice = z.object({ rule: z.string(), series: z.string(), at: Instant, reason: z.string() });
export type Voice = z.infer<typeof Voice>;

/**
 * The lifecycle built on findings. One alert is one Slack message; a new episode of the same fingerprint after it was resolved is a new alert.
 * A mute is not a state: a muted alert goes on living, quietly.
 */
export const Alert = z.object({
  id: z.string(),
  /** Rule and series: what makes two findings the same problem. */
  fingerprint: z.string(),
  state: z.enum(ALERT_STATES),
  severity: z.enum(SEVERITIES),
  kind: z.enum(FINDING_KINDS),
  rule: z.string(),
  /** E.g. "api: errors far above usual". */
  title: z.string(),
  /** The newest finding in plain words. */
  reason: z.string(),
  service: z.string().optional(),
  metric: MetricNameSchema,
  labels: z.record(z.string(), z.string()),
  startedAt: Instant,
  /** The newest bucket that still proved it. */
  lastSeenAt: Instant,
  seen: z.number(),
  /** The highest value of the episode. */
  peak: z.number(),
  expected: z.object({ low: z.number(), high: z.number() }).optional(),
  codes: z.array(AlertCode).max(5),
  affected: Affected.optional(),
  /** What each rule that joined in said last, the leading one first: `reason` is made of them. */
  voices: z.array(Voice).max(6).optional(),
  acknowledged: z.object({ by: PersonSchema, at: Instant }).optional(),
  muted: z
    .object({ by: PersonSchema, at: Instant, until: Instant.optional(), reason: z.string().optional() })
    .optional(),
  resolved: z.object({ by: PersonSchema, at: Instant, reason: z.string() }).optional(),
  /** What a person said of it, and taught. */
  judged: z.object({ said: z.enum(['noise', 'severe']), by: PersonSchema, at: Instant }).optional(),
  /** Id of the ticket document. */
  ticketId: z.string().optional(),
});
export type Alert = z.infer<typeof Alert>;
