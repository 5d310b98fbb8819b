import { bucketOf, type Instant, MINUTE } from '../../core/time.ts';
import type { Counted, Cursor } from './cursor.ts';
import type { ContainerStatus, Pod } from './objects/pod.ts';
import { endedAt } from './problems.ts';

/** How many restarts to write into which minute. */
export interface Restarted {
  at: Instant;
  count: number;
}

export interface RestartCount {
  /** What is new since the reading before; undefined if nothing is. The whole count of its minute: written again it stays the same. */
  count(pod: Pod, container: ContainerStatus, now: Instant): Restarted | undefined;
  /** To be remembered. */
  counted(): Cursor['restarts'];
}

/** Older minutes get no more restarts. */
const OPEN = 2 * MINUTE;

/**
 * Restarts belong to the minute in which the container ended, so that reading again counts the same in the same place. `before` is undefined at the
 * first reading of these namespaces.
 */
export function countRestarts(before: Cursor | undefined): RestartCount {
  const counted: Cursor['restarts'] = {};

  /** A container that was not remembered had none; at first, nobody knows when those it has were. */
  function known(key: string, restarts: number): Counted {
    const one = before ? (before.restarts[key] ?? [0]) : ([restarts] satisfies Counted);
    // A count that falls began anew.
    return one[0] > restarts ? [0] : one;
  }

  return {
    count: (pod, container, now) => {
      const restarts = container.restartCount;
      if (restarts === 0) return undefined;
      const key = `${pod.uid}/${container.name}`;
      const [last, minute, inMinute = 0] = known(key, restarts);
      const fresh = restarts - last;
      if (fresh === 0) {
        counted[key] = minute === undefined || minute < now - OPEN ? [last] : [last, minute, inMinute];
        return undefined;
      }
      const at = bucketOf(Math.min(endedAt(container) ?? now, now), MINUTE);
      const count = at === minute ? inMinute + fresh : fresh;
      counted[key] = [restarts, at, count];
      return { at, count };
    },
    counted: () => counted,
  };
}
