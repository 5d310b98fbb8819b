import { z } from 'zod';

/** An exponential mean and variance, and how many values in a row lay outside what may be learned at once. */
export const Level = z.object({
  count: z.number(),
  mean: z.number(),
  variance: z.number(),
  outside: z.number(),
});
export type Level = z.infer<typeof Level>;

export const emptyLevel = (): Level => ({ count: 0, mean: 0, variance: 0, outside: 0 });

/** Values before anything is judged, and before learning is clipped. */
export const WARM = 20;
/** Values that the mean remembers. */
const MEMORY = 500;
/** A value counts for at most this many deviations when it is learned. */
const CLIP = 8;
/** So many values outside in a row are a new normal (or the end of a constant start): it is learned fast. */
const PATIENCE = 20;

/** `floor` is the deviation that is never news, in the unit of the values. */
export function deviationOf({ variance }: Level, floor: number): number {
  return Math.sqrt(variance + floor * floor) + 1e-9;
}

/** In place. The first values count equally; later ones are clipped, so that an anomaly does not become normal at once. */
export function learn(level: Level, value: number, floor: number): void {
  const limit = CLIP * deviationOf(level, floor);
  const raw = value - level.mean;
  level.outside = Math.abs(raw) > limit ? level.outside + 1 : 0;
  const renewed = level.outside >= PATIENCE;
  if (renewed) {
    level.outside = 0;
    level.count = Math.min(level.count, WARM);
  }
  const clipped = !renewed && level.count >= WARM;
  const distance = clipped ? Math.max(-limit, Math.min(limit, raw)) : raw;
  level.count += 1;
  const weight = Math.max(1 / MEMORY, 1 / level.count);
  level.mean += weight * distance;
  level.variance = (1 - weight) * (level.variance + weight * distance * distance);
}
