import { z } from 'zod';
import { bucketOf, type Instant, MINUTE } from '../core/time.ts';

const Time = z.number().int();

/** Restarts so far; if some were counted a short while ago, also the minute they were counted in, and how many of them. */
const Counted = z.union([z.tuple([z.number().int()]), z.tuple([z.number().int(), Time, z.number().int()])]);
type Counted = z.infer<typeof Counted>;

/** What is remembered, by container; nothing of one that was never restarted. */
export const Restarts = z.record(z.string(), Counted);
export type Restarts = z.infer<typeof Restarts>;

/** How many restarts to write into which minute. */
export interface Restarted {
  at: Instant;
  count: number;
}

export interface RestartCount {
  /**
   * What is new since the reading before; undefined if nothing is. The whole count of its minute: written again it stays the same. `endedAt` is when
   * the container ended last.
   */
  count(
    container: string,
    restarts: number,
    endedAt: Instant | undefined,
    now: Instant,
  ): Restarted | undefined;
  /** To be remembered. */
  counted(): Restarts;
}

/** Older minutes get no more restarts. */
const OPEN = 2 * MINUTE;

/**
 * Restarts belong to the minute in which the container ended, so that reading again counts the same in the same place. `before` is undefined at the
 * first reading.
 */
export function countRestarts(before: Restarts | undefined): RestartCount {
  const counted: Restarts = {};

  /** A container that was not remembered had none; at first, nobody knows when those it has were. */
  function known(container: string, restarts: number): Counted {
    const one = before ? (before[container] ?? [0]) : ([restarts] satisfies Counted);
    // A count that falls began anew.
    return one[0] > restarts ? [0] : one;
  }

  return {
    count: (container, restarts, endedAt, now) => {
      if (restarts === 0) return undefined;
      const [last, minute, inMinute = 0] = known(container, restarts);
      const fresh = restarts - last;
      if (fresh === 0) {
        counted[container] = minute === undefined || minute < now - OPEN ? [last] : [last, minute, inMinute];
        return undefined;
      }
      const at = bucketOf(Math.min(endedAt ?? now, now), MINUTE);
      const count = at === minute ? inMinute + fresh : fresh;
      counted[container] = [restarts, at, count];
      return { at, count };
    },
    counted: () => counted,
  };
}
