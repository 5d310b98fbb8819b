import { z } from 'zod';
import { bucketOf, DAY, HOUR, type Instant } from '../../core/time.ts';

const HOURS = 24;
/** Days that are remembered. */
const DAYS = 7;

/** The highest value of each UTC hour of each of the last days, the newest first; null for an hour without data. */
export const Season = z.array(
  z.object({ day: z.number(), peaks: z.array(z.number().nullable()).length(HOURS) }),
);
export type Season = z.infer<typeof Season>;

export function remember(season: Season, at: Instant, value: number): Season {
  const day = bucketOf(at, DAY);
  const hour = hourOf(at);
  const [today, ...before] = season;
  if (today?.day !== day) {
    const peaks = Array.from({ length: HOURS }, (_, index) => (index === hour ? value : null));
    return [{ day, peaks }, ...season].slice(0, DAYS + 1);
  }
  const former = today.peaks[hour] ?? null;
  if (former !== null && value <= former) return season;
  return [{ day, peaks: today.peaks.with(hour, value) }, ...before];
}

/** What this hour (or one beside it) has reached on at least two of the days before; undefined where that is not known. */
export function usualPeak(season: Season, at: Instant): number | undefined {
  const day = bucketOf(at, DAY);
  const peaks = season.flatMap((entry) => (entry.day < day ? (peakAround(entry.peaks, at) ?? []) : []));
  return peaks.sort((a, b) => b - a)[1];
}

function peakAround(peaks: readonly (number | null)[], at: Instant): number | undefined {
  const near = [-1, 0, 1].flatMap((shift) => peaks[(hourOf(at) + shift + HOURS) % HOURS] ?? []);
  return near.length > 0 ? Math.max(...near) : undefined;
}

function hourOf(at: Instant): number {
  return Math.floor((at - bucketOf(at, DAY)) / HOUR);
}
