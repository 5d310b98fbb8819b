import type { Finding } from '../../../src/core/finding.ts';
import { DAY, HOUR, type Instant, MINUTE } from '../../../src/core/time.ts';
import type { Detector, Subject } from '../../../src/detect/detector.ts';

export const MONDAY: Instant = Date.UTC(2026, 10, 16);
export const SUBJECT: Subject = { metric: 'log.events', labels: { 'service.name': 'api' } };

/** Values by the minute from Monday, 00:00 UTC; undefined is a minute without data. */
export function findingsIn<S>(
  detector: Detector<S>,
  values: readonly (number | undefined)[],
  subject: Subject = SUBJECT,
): Finding[] {
  let state = detector.start();
  return values.flatMap((value, index) => {
    if (value === undefined) return [];
    const verdict = detector.step(state, { at: MONDAY + index * MINUTE, value }, subject, false);
    state = verdict.state;
    return verdict.finding ?? [];
  });
}

/** Episodes, as minutes since Monday. */
export function beginnings(findings: readonly Finding[]): number[] {
  return [...new Set(findings.map(({ since }) => (since - MONDAY) / MINUTE))];
}

/** Chance that is the same on every run: mulberry32. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Counts that come by chance (Poisson), `mean` a minute. */
export function counts(minutes: number, mean: number | ((minute: number) => number), seed = 1): number[] {
  const roll = dice(seed);
  return Array.from({ length: minutes }, (_, minute) => {
    const limit = Math.exp(-(typeof mean === 'number' ? mean : mean(minute)));
    let count = 0;
    for (let left = roll(); left > limit; left *= roll()) count++;
    return count;
  });
}

/** Busy in the afternoon, quiet at night. */
export function daily(mean: number): (minute: number) => number {
  return (minute) => mean * (1 - 0.8 * Math.cos(((minute * MINUTE - 3 * HOUR) / DAY) * 2 * Math.PI));
}
