import { z } from 'zod';
import type { Sample } from '../../core/series.ts';
import { type Instant, MINUTE } from '../../core/time.ts';
import type { Detector, Subject } from '../detector.ts';
import { EMPTY_HABIT, expectedWithin, Habit, hear, hearsAt } from '../habit.ts';

export const FlatlineOptions = z.object({
  rule: z.string(),
  /** Silence shorter than this is never a finding. */
  silentMinutes: z.number().int().positive().default(15),
  /** What is missing, in the plural. */
  noun: z.string().default('events'),
});
export type FlatlineOptions = z.input<typeof FlatlineOptions>;

export const FlatlineState = z.object({
  habit: Habit,
  /** The newest minute with an event. */
  last: z.number().optional(),
});
export type FlatlineState = z.infer<typeof FlatlineState>;

/** So many minutes should have been heard in the silence before it is news: chance alone is then below 1 in 100,000. */
const MISSED = 12;
const SEVERE_AFTER = 4;

/**
 * A service that usually speaks and does not. What is usual is known for each hour of the day (`habit.ts`), so one that ends its day at night
 * is not missed, and a quiet one is waited for longer.
 */
export function flatline(input: FlatlineOptions): Detector<FlatlineState> {
  const { rule, silentMinutes, noun } = FlatlineOptions.parse(input);
  return {
    kind: 'flatline',
    start: () => ({ habit: EMPTY_HABIT }),
    step(state, sample, subject, open) {
      if (sample.value > 0) return { state: { habit: hear(state.habit, sample.at), last: sample.at } };
      if (open || state.last === undefined) return { state };
      const silence = { from: state.last + MINUTE, to: sample.at + MINUTE };
      const silent = (silence.to - silence.from) / MINUTE;
      if (silent < silentMinutes || expectedWithin(state.habit, silence) < MISSED) return { state };
      const severe = silent >= SEVERE_AFTER * silentMinutes;
      return { state, finding: describe(rule, noun, state.habit, sample, subject, silence.from, severe) };
    },
  };
}

function describe(
  rule: string,
  noun: string,
  habit: Habit,
  { at }: Sample,
  subject: Subject,
  since: Instant,
  severe: boolean,
) {
  const usual = Math.round(60 * hearsAt(habit, since));
  const minutes = (at + MINUTE - since) / MINUTE;
  return {
    ...subject,
    kind: 'flatline',
    rule,
    severity: severe ? 'severe' : 'warning',
    at,
    since,
    seen: 0,
    reason: `no ${noun} for ${minutes} min, usually heard in ${usual} of 60 minutes at this hour`,
    grade: severe ? 2 : 1,
  } as const;
}
