import { z } from 'zod';
import { deviationOf, emptyLevel, Level, learn, WARM } from './level.ts';
import { emptyRecent, medianOf, push, Recent } from './recent.ts';

/** What is remembered of a series to know whether one value stands out. */
export const SpikeState = z.object({
  level: Level,
  residual: Level,
  recent: Recent,
  integer: z.boolean(),
  positive: z.boolean(),
  /** The highest value remembered; it fades over weeks. */
  highest: z.number(),
});
export type SpikeState = z.infer<typeof SpikeState>;

export interface Judged {
  /** 1 and more: it stands out. Negative below what is usual. */
  strength: number;
  expected: { low: number; high: number };
}

/** Mean of the two z-scores at which a value stands out. */
const STANDS_OUT = 4.8;
/** This share of the level is never news. */
const RELATIVE_FLOOR = 0.05;
/** Half the width of the usual range, in scales. */
const USUAL = 2;
/** Two weeks of minutes. */
const FADING = 20_000;

export const emptySpike = (): SpikeState => ({
  level: emptyLevel(),
  residual: emptyLevel(),
  recent: emptyRecent(),
  integer: true,
  positive: true,
  highest: 0,
});

/**
 * How far a value stands out from the long level (exponential, 500 values) and from the median of the last 60, as the mean of the two
 * z-scores. Undefined until enough values are known. `grain` is a deviation that is never news, in the unit of the values.
 */
export function judge(state: SpikeState, value: number, grain: number): Judged | undefined {
  if (state.level.count < WARM) return undefined;
  const floor = floorOf(state, value, grain);
  const level = 1 / deviationOf(state.level, floor);
  const local = 1 / deviationOf(state.residual, floor);
  const near = medianOf(state.recent) + state.residual.mean;
  const center = (state.level.mean * level + near * local) / (level + local);
  const scale = 2 / (level + local);
  const low = center - USUAL * scale;
  return {
    strength: (value - center) / scale / STANDS_OUT,
    expected: { low: state.positive && value >= 0 ? Math.max(0, low) : low, high: center + USUAL * scale },
  };
}

/** In place. */
export function learnSpike(state: SpikeState, value: number, grain: number): void {
  const floor = floorOf(state, value, grain);
  const known = state.recent.count > 0;
  const fading = (state.highest - state.level.mean) / FADING;
  state.highest = known ? Math.max(value, state.highest - fading) : value;
  if (known) learn(state.residual, value - medianOf(state.recent), floor);
  learn(state.level, value, floor);
  push(state.recent, value);
  state.integer &&= Number.isInteger(value);
  state.positive &&= value >= 0;
}

/** One count, or the grain: a deviation that no statistic finds strange. */
export function grainOf({ integer }: SpikeState, value: number, grain: number): number {
  return Math.hypot(integer && Number.isInteger(value) ? 1 : 0, grain);
}

/** One count, the grain, or 5 % of the level: whatever is smaller than that is never news. */
function floorOf(state: SpikeState, value: number, grain: number): number {
  return Math.hypot(grainOf(state, value, grain), RELATIVE_FLOOR * state.level.mean);
}
