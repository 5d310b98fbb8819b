import { z } from 'zod';
import { SEVERITIES, type Severity } from '../../core/finding.ts';
import type { Sample } from '../../core/series.ts';
import { MINUTE } from '../../core/time.ts';
import type { Detector, Subject } from '../detector.ts';
import { Episode, episodeAt } from '../episode.ts';
import { downWords, type Shared } from '../shared.ts';
import { valueWords } from '../words.ts';

export const ShareOptions = z.object({
  rule: z.string(),
  /** Of all of them, 0 to 100. */
  percent: z.number().positive().max(100).default(10),
  /** Fewer are no finding, unless there are no others. */
  atLeast: z.number().int().positive().default(2),
  forMinutes: z.number().int().positive().default(5),
  /** Severe from half of them on if not given. */
  severity: z.enum(SEVERITIES).optional(),
});
export type ShareOptions = z.input<typeof ShareOptions>;

export const ShareState = z.object({ episode: Episode.optional() });
export type ShareState = z.infer<typeof ShareState>;

const HALF = 0.5;

/**
 * Too many of a fleet at once: at least a share of it and so many, or all of a small one, for some minutes. One finding for the fleet, whoever they
 * are. Fed with how many are down, `of` how many.
 */
export function share(input: ShareOptions): Detector<ShareState> {
  const options = ShareOptions.parse(input);
  return {
    kind: 'share',
    start: () => ({}),
    step(state, sample, subject) {
      const { of = 0 } = subject;
      const many = Math.max(options.atLeast, (options.percent / 100) * of);
      if (sample.value === 0 || sample.value < Math.min(many, of)) return { state: {} };
      const episode = episodeAt(state.episode, sample.at, 0);
      if (sample.at + MINUTE - episode.since < options.forMinutes * MINUTE) return { state: { episode } };
      return { state: { episode }, finding: describe(sample, episode, { ...subject, of }, options) };
    },
  };
}

function describe(
  { at, value }: Sample,
  { since }: Episode,
  { metric, labels, of }: Subject & { of: number },
  { rule, percent, severity = severityOf(value / of) }: z.output<typeof ShareOptions>,
) {
  const share = valueWords((100 * value) / of, 'percent');
  return {
    metric,
    labels,
    kind: 'share',
    rule,
    severity,
    at,
    since,
    seen: value,
    reason: `${value} of ${of} ${downWords(metric as Shared)} (${share}), the limit is ${percent} %`,
    grade: 1,
  } as const;
}

function severityOf(part: number): Severity {
  return part >= HALF ? 'severe' : 'warning';
}
