import { z } from 'zod';
import { SEVERITIES } from '../../core/finding.ts';
import { type Sample, seriesKey } from '../../core/series.ts';
import { type Instant, MINUTE } from '../../core/time.ts';
import type { Detector, Subject } from '../detector.ts';
import { Episode, episodeAt } from '../episode.ts';

export const FrequencyOptions = z.object({
  rule: z.string(),
  /** What is counted, in the plural. */
  noun: z.string().default('events'),
  /** This many within the window are a finding. */
  threshold: z.number().int().positive(),
  windowMinutes: z.number().int().positive().max(1440),
  severity: z.enum(SEVERITIES).default('warning'),
});
export type FrequencyOptions = z.input<typeof FrequencyOptions>;

const Counted = z.object({
  /** Minute and count, in the order of time. */
  minutes: z.array(z.tuple([z.number(), z.number()])),
  episode: Episode.optional(),
});
type Counted = z.infer<typeof Counted>;

/** By series: one rule counts many of them. */
export const FrequencyState = z.record(z.string(), Counted);
export type FrequencyState = z.infer<typeof FrequencyState>;

/** Too many within a window. A bucket seen again replaces what was counted of it, so late events may be fed at any time. */
export function frequency(input: FrequencyOptions): Detector<FrequencyState> {
  const options = FrequencyOptions.parse(input);
  const window = options.windowMinutes * MINUTE;
  return {
    kind: 'frequency',
    start: () => ({}),
    step(state, sample, subject) {
      const key = seriesKey(subject.metric, subject.labels);
      const former = state[key] ?? { minutes: [] };
      const minutes = counted(former.minutes, sample, window);
      const seen = totalOf(minutes, sample.at, window);
      if (seen < options.threshold) return { state: { ...state, [key]: { ...former, minutes } } };
      const episode = episodeAt(former.episode, sample.at, 0);
      return {
        state: { ...state, [key]: { minutes, episode } },
        finding: describe(seen, sample.at, episode, subject, options),
      };
    },
  };
}

/** Twice the window is kept: a late event may be fed after a newer one. */
function counted(minutes: Counted['minutes'], { at, value }: Sample, window: number): Counted['minutes'] {
  const others = minutes.filter(([minute]) => minute !== at);
  const newest = Math.max(at, others.at(-1)?.[0] ?? at);
  const kept = others.filter(([minute]) => minute > newest - 2 * window);
  return [...kept, [at, value] as [number, number]].sort(([a], [b]) => a - b);
}

function totalOf(minutes: Counted['minutes'], at: Instant, window: number): number {
  return minutes.reduce(
    (sum, [minute, count]) => (minute > at - window && minute <= at ? sum + count : sum),
    0,
  );
}

function describe(
  seen: number,
  at: Instant,
  { since }: Episode,
  subject: Subject,
  { rule, noun, threshold, windowMinutes, severity }: z.output<typeof FrequencyOptions>,
) {
  const span = windowMinutes === 1 ? 'a minute' : `${windowMinutes} min`;
  return {
    ...subject,
    kind: 'frequency',
    rule,
    severity,
    at,
    since,
    seen,
    expected: { low: 0, high: threshold - 1 },
    reason: `${seen.toLocaleString('en-US')} ${noun} in ${span}, the limit is ${threshold.toLocaleString('en-US')}`,
    grade: 1,
  } as const;
}
