import { z } from 'zod';
import { SEVERITIES } from '../../core/finding.ts';
import { METRICS } from '../../core/metrics.ts';
import { type Sample, seriesKey } from '../../core/series.ts';
import { MINUTE } from '../../core/time.ts';
import type { Detector, Subject } from '../detector.ts';
import { Episode, episodeAt } from '../episode.ts';
import { measuredWords } from '../words.ts';

export const ThresholdOptions = z.object({
  rule: z.string(),
  /** In the unit of the metric. A value that equals it is neither above nor below. */
  limit: z.number(),
  side: z.enum(['above', 'below']),
  forMinutes: z.number().int().positive().default(10),
  severity: z.enum(SEVERITIES).default('warning'),
});
export type ThresholdOptions = z.input<typeof ThresholdOptions>;

/** By series: since when it is beyond the limit. */
export const ThresholdState = z.record(z.string(), Episode);
export type ThresholdState = z.infer<typeof ThresholdState>;

/**
 * A value that stays above its limit, or below it: every one measured in so many minutes. One value on the right side begins it anew, and so does a
 * pause of ten minutes in which nothing was measured.
 */
export function threshold(input: ThresholdOptions): Detector<ThresholdState> {
  const options = ThresholdOptions.parse(input);
  return {
    kind: 'threshold',
    start: () => ({}),
    step(state, sample, subject) {
      const key = seriesKey(subject.metric, subject.labels);
      const { [key]: former, ...others } = state;
      const beyond = options.side === 'above' ? sample.value > options.limit : sample.value < options.limit;
      if (!beyond) return { state: former ? others : state };
      const episode = episodeAt(former, sample.at, 0);
      const next = { state: { ...others, [key]: episode } };
      const lasting = sample.at + MINUTE - episode.since;
      return lasting < options.forMinutes * MINUTE
        ? next
        : { ...next, finding: describe(sample, episode, subject, options) };
    },
  };
}

function describe(
  { at, value }: Sample,
  { since }: Episode,
  { metric, labels }: Subject,
  { rule, limit, side, severity }: z.output<typeof ThresholdOptions>,
) {
  const { title, unit, labels: known } = METRICS[metric];
  const more = known.slice(1).flatMap((name) => labels[name] ?? []);
  const what = more.length > 0 ? `${title} (${more.join(', ')})` : title;
  const minutes = (at + MINUTE - since) / MINUTE;
  return {
    metric,
    labels,
    kind: 'threshold',
    rule,
    severity,
    at,
    since,
    seen: value,
    ...(side === 'above' && { expected: { low: 0, high: limit } }),
    reason: `${what}: ${measuredWords(value, unit)}, ${side} ${measuredWords(limit, unit)} for ${minutes} min`,
    grade: 1,
  } as const;
}
