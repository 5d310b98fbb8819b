import { createHash } from 'node:crypto';
import { DAY, HOUR, type Instant } from '../../core/time.ts';

/** A deterministic id: the same parts give it again. */
export function idOf(...parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 24);
}

/** Numbers equal things in the order they come, from 0: what is sent twice in one request was meant twice. */
export function createSequence(): (thing: string) => number {
  const seen = new Map<string, number>();
  return (thing) => {
    const number = seen.get(thing) ?? 0;
    seen.set(thing, number + 1);
    return number;
  };
}

const OLDEST = 14 * DAY;
const FURTHEST = 2 * HOUR;

/** Whether a time can be one that something was just measured at, as CloudWatch draws the line: 14 days back, two hours ahead. */
export function isPlausible(at: Instant, now: Instant): boolean {
  return at >= now - OLDEST && at <= now + FURTHEST;
}
