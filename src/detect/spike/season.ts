import { z } from 'zod';
import { bucketOf, DAY, HOUR, type Instant } from '../../core/time.ts';
import { doubles } from '../numbers.ts';

const HOURS = 24;
/** Two weeks, and the day that is not over. */
const DAYS = 15;
const WEEK = 7;
/** The hour itself and those beside it: a clock that is put forward or back moves a batch by one. */
const BESIDE = [-1, 0, 1];

/** The highest value of each UTC hour of the last two weeks; NaN for an hour without data. */
export const Season = z.object({ day: z.number(), peaks: doubles(DAYS * HOURS) });
export type Season = z.infer<typeof Season>;

export const emptySeason = (): Season => ({ day: 0, peaks: new Float64Array(DAYS * HOURS).fill(Number.NaN) });

/** In place. Days are a ring: those that passed since the last value are emptied. */
export function rememberPeak(season: Season, at: Instant, value: number): void {
  const day = dayOf(at);
  const passed = Math.min(DAYS, day - season.day);
  for (let back = 0; back < passed; back++) {
    const start = ringOf(day - back) * HOURS;
    season.peaks.fill(Number.NaN, start, start + HOURS);
  }
  season.day = Math.max(season.day, day);
  const slot = ringOf(day) * HOURS + hourOf(at);
  const former = season.peaks[slot] ?? Number.NaN;
  if (!(value <= former)) season.peaks[slot] = value;
}

/**
 * What this hour (or one beside it) has reached on two of the last seven days, or on this day of both weeks before, whichever is more.
 * Undefined where neither is known.
 */
export function usualPeak(season: Season, at: Instant): number | undefined {
  const before = Array.from({ length: WEEK }, (_, index) => peakOf(season, at, index + 1));
  const daily = second(before);
  const weekly = second([peakOf(season, at, WEEK), peakOf(season, at, 2 * WEEK)]);
  return daily === undefined || weekly === undefined ? (daily ?? weekly) : Math.max(daily, weekly);
}

function second(peaks: readonly (number | undefined)[]): number | undefined {
  return peaks.filter((peak) => peak !== undefined).sort((a, b) => b - a)[1];
}

function peakOf({ day, peaks }: Season, at: Instant, back: number): number | undefined {
  const wanted = dayOf(at) - back;
  if (wanted <= day - DAYS) return undefined;
  const start = ringOf(wanted) * HOURS;
  const near = BESIDE.map((shift) => peaks[start + ((hourOf(at) + shift + HOURS) % HOURS)] ?? Number.NaN);
  const known = near.filter((peak) => !Number.isNaN(peak));
  return known.length > 0 ? Math.max(...known) : undefined;
}

function dayOf(at: Instant): number {
  return Math.floor(at / DAY);
}

function ringOf(day: number): number {
  return ((day % DAYS) + DAYS) % DAYS;
}

function hourOf(at: Instant): number {
  return Math.floor((at - bucketOf(at, DAY)) / HOUR);
}
