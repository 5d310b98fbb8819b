import { z } from 'zod';
import type { Sample } from '../../core/series.ts';
import { deviationOf, EMPTY_LEVEL, Level, learn, WARM } from './level.ts';

/** All that is remembered of a series. `recent` are its last values, the oldest first. */
export const SpikeState = z.object({
  level: Level,
  residual: Level,
  recent: z.array(z.number()),
  /** Of `recent`. */
  median: z.number(),
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

const LOCAL = 50;
/** Mean of the two z-scores at which a value stands out. */
const STANDS_OUT = 4.7;
/** This share of the level is never news. */
const RELATIVE_FLOOR = 0.05;
/** Half the width of the usual range, in scales. */
const USUAL = 2;
/** Two weeks of minutes. */
const FADING = 20_000;

export const EMPTY_SPIKE: SpikeState = {
  level: EMPTY_LEVEL,
  residual: EMPTY_LEVEL,
  recent: [],
  median: 0,
  integer: true,
  positive: true,
  highest: 0,
};

/**
 * How far a value stands out from the long level (exponential, 500 values) and from the median of the last 50, as the mean of the two
 * z-scores. Undefined until enough values are known. `grain` is a deviation that is never news, in the unit of the values.
 */
export function judge(state: SpikeState, value: number, grain: number): Judged | undefined {
  if (state.level.count < WARM) return undefined;
  const floor = floorOf(state, value, grain);
  const level = 1 / deviationOf(state.level, floor);
  const local = 1 / deviationOf(state.residual, floor);
  const center = (state.level.mean * level + (state.median + state.residual.mean) * local) / (level + local);
  const scale = 2 / (level + local);
  const low = center - USUAL * scale;
  return {
    strength: (value - center) / scale / STANDS_OUT,
    expected: { low: state.positive && value >= 0 ? Math.max(0, low) : low, high: center + USUAL * scale },
  };
}

export function learned(state: SpikeState, { value }: Pick<Sample, 'value'>, grain: number): SpikeState {
  const floor = floorOf(state, value, grain);
  const known = state.recent.length > 0;
  const recent = [...state.recent.slice(1 - LOCAL), value];
  const fading = (state.highest - state.level.mean) / FADING;
  return {
    level: learn(state.level, value, floor),
    residual: known ? learn(state.residual, value - state.median, floor) : state.residual,
    recent,
    median: medianOf(recent),
    integer: state.integer && Number.isInteger(value),
    positive: state.positive && value >= 0,
    highest: known ? Math.max(value, state.highest - fading) : value,
  };
}

/** One count, the grain, or 5 % of the level: whatever is smaller than that is never news. */
function floorOf(state: SpikeState, value: number, grain: number): number {
  const count = state.integer && Number.isInteger(value) ? 1 : 0;
  return Math.hypot(count, grain, RELATIVE_FLOOR * state.level.mean);
}

function medianOf(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[sorted.length >> 1] ?? 0;
}
