import { z } from 'zod';
import type { Sample } from '../../core/series.ts';
import { HOUR } from '../../core/time.ts';
import type { Detector, Subject } from '../detector.ts';
import { Episode, episodeAt } from '../episode.ts';
import { remember, Season, usualPeak } from '../spike/season.ts';
import { EMPTY_SPIKE, type Judged, judge, learned, SpikeState } from '../spike/spike.ts';
import { rangeWords, UNITS, valueWords } from '../words.ts';

export const AnomalyOptions = z.object({
  rule: z.string(),
  /** `{value}` is filled in: "{value} errors/min". */
  phrase: z.string().default('{value}'),
  unit: z.enum(UNITS).default('count'),
  /** A deviation that is never news, in the unit of the values. */
  grain: z.number().nonnegative().default(0),
  /** Values known before anything is said. */
  history: z.number().int().default(60),
  directions: z.enum(['up', 'both']).default('up'),
  /** True for a count that only grows while its bucket is open: then it may be judged at once. */
  grows: z.boolean().default(false),
});
export type AnomalyOptions = z.input<typeof AnomalyOptions>;

export const AnomalyState = z.object({
  spike: SpikeState,
  season: Season,
  episode: Episode.optional(),
});
export type AnomalyState = z.infer<typeof AnomalyState>;

/** What comes back within this time is the same episode: one incident is told once. */
const HOLD = 3 * HOUR;
/** Twice as far out as what is unusual, and beyond everything remembered, is "never seen". */
const NEVER_SEEN = 2;
const BEYOND = 1.2;
/** A value up to this much above what the same hour has reached on two days before is no news. */
const SEASONAL = 1.1;

/** A series that stands out from its long level and its last 50 values, and from the same hour of the days before. */
export function anomaly(input: AnomalyOptions): Detector<AnomalyState> {
  const options = AnomalyOptions.parse(input);
  return {
    kind: 'anomaly',
    start: () => ({ spike: EMPTY_SPIKE, season: [] }),
    step(state, sample, subject, open) {
      if (!Number.isFinite(sample.value)) return { state };
      const judged = judge(state.spike, sample.value, options.grain);
      const news = judged && isNews(judged, state, sample, options) && (!open || options.grows);
      const episode = news ? episodeAt(state.episode, sample.at, HOLD) : state.episode;
      const next: AnomalyState = {
        spike: learned(state.spike, sample, options.grain),
        season: remember(state.season, sample.at, sample.value),
        ...(episode && { episode }),
      };
      if (!judged) return { state: next };
      if (!news || !episode) return { state: next, expected: judged.expected };
      const finding = describe(judged, state, sample, subject, episode, options);
      return { state: next, expected: judged.expected, finding };
    },
  };
}

function isNews(
  judged: Judged,
  { spike, season }: AnomalyState,
  { at, value }: Sample,
  { history, directions, grain }: z.output<typeof AnomalyOptions>,
): boolean {
  if (spike.level.count < history) return false;
  if (judged.strength <= -1) return directions === 'both';
  if (judged.strength < 1) return false;
  const usual = usualPeak(season, at);
  return usual === undefined || value > SEASONAL * usual + grain;
}

function describe(
  { strength, expected }: Judged,
  { spike }: AnomalyState,
  { at, value }: Sample,
  subject: Subject,
  episode: Episode,
  { rule, phrase, unit }: z.output<typeof AnomalyOptions>,
) {
  const grade = strength >= NEVER_SEEN && value > BEYOND * spike.highest ? 2 : 1;
  const seen = phrase.replace('{value}', valueWords(value, unit));
  return {
    ...subject,
    kind: 'anomaly',
    rule,
    severity: grade === 2 ? 'severe' : 'warning',
    at,
    since: episode.since,
    seen: value,
    expected,
    reason: `${seen}, usually ${rangeWords(expected, unit)}`,
    grade,
  } as const;
}
