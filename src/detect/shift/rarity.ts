import { z } from 'zod';
import { singles } from '../numbers.ts';
import { WARM } from '../spike/level.ts';

const BINS = 240;
const BINS_PER_OCTAVE = 4;
const LOWEST_BIN = -120;
/** An octave beyond the largest deviation remembered is as surprising as three powers of ten. */
const BEYOND = 3;
/** The usual range leaves this share of the deviations out. */
const UNUSUAL = 0.02;
/** Above this the unit is brought back to one: seven digits must hold it. */
const LARGEST_UNIT = 1e18;

/**
 * How far a statistic usually is from its slow mean: its deviations, counted in logarithmic bins. They are forgotten exponentially without
 * being touched: what a new one counts for (`unit`) grows.
 */
export const Rarity = z.object({
  bins: singles(BINS),
  /** The highest bin that was ever counted in. */
  highest: z.number(),
  unit: z.number(),
  total: z.number(),
  mean: z.number(),
  count: z.number(),
});
export type Rarity = z.infer<typeof Rarity>;

/** The share of the past that a new value makes forgotten: in the deviations, and in their mean. */
export interface Pace {
  deviations: number;
  mean: number;
}

export const emptyRarity = (): Rarity => ({
  bins: new Float32Array(BINS),
  highest: 0,
  unit: 1,
  total: 0,
  mean: 0,
  count: 0,
});

/** Powers of ten: 3 means that one of 1,000 deviations was as large, more that none was. `grain` is a deviation that is never news. */
export function surpriseOf(rarity: Rarity, value: number, grain: number): number {
  if (rarity.count <= WARM) return 0;
  const { bins, highest, unit, total } = rarity;
  const distance = Math.hypot(value - rarity.mean, grain);
  const bin = binOf(distance);
  let tail = (bins[bin] ?? 0) / 2;
  for (let above = bin + 1; above <= highest; above++) tail += bins[above] ?? 0;
  const surprise = -Math.log10((tail + unit) / (total + unit));
  if (tail >= 0.5 * unit) return surprise;
  return surprise + BEYOND * Math.log2(Math.max(1, distance / largestOf(rarity)));
}

/** Within these bounds are 98 of 100 values. */
export function usualRange({ bins, highest, total, mean }: Rarity): { low: number; high: number } {
  let bin = highest;
  for (let tail = bins[bin] ?? 0; bin > 0 && tail < UNUSUAL * total; tail += bins[bin] ?? 0) bin--;
  const distance = 2 ** ((bin + 1 + LOWEST_BIN) / BINS_PER_OCTAVE);
  return { low: mean - distance, high: mean + distance };
}

/** In place. */
export function remember(rarity: Rarity, value: number, grain: number, pace: Pace): void {
  if (rarity.count > 0) {
    const bin = binOf(Math.hypot(value - rarity.mean, grain));
    rarity.bins[bin] = (rarity.bins[bin] ?? 0) + rarity.unit;
    rarity.highest = Math.max(rarity.highest, bin);
    rarity.total += rarity.unit;
    rarity.unit /= 1 - pace.deviations;
    if (rarity.unit > LARGEST_UNIT) rescale(rarity);
  }
  rarity.count += 1;
  rarity.mean += Math.max(pace.mean, 1 / rarity.count) * (value - rarity.mean);
}

function binOf(distance: number): number {
  const bin = Math.floor(Math.log2(Math.max(distance, 1e-9)) * BINS_PER_OCTAVE) - LOWEST_BIN;
  return Math.max(0, Math.min(BINS - 1, bin));
}

/** The largest deviation that is not forgotten yet. */
function largestOf({ bins, highest, unit }: Rarity): number {
  let bin = highest;
  while (bin > 0 && (bins[bin] ?? 0) < 0.01 * unit) bin--;
  return 2 ** ((bin + 0.5 + LOWEST_BIN) / BINS_PER_OCTAVE);
}

function rescale(rarity: Rarity): void {
  const { bins, unit } = rarity;
  for (let bin = 0; bin < BINS; bin++) bins[bin] = (bins[bin] ?? 0) / unit;
  rarity.total /= unit;
  rarity.unit = 1;
}
