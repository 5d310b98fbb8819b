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
 * Restarts belong to the minute in which the container ended, so that reading again counts the same in the same place. What is seen for the first
 * time counts only if it is newer than the last reading: of older ones nobody knows when they were.
 */
export function countRestarts(before: Cursor | undefined): RestartCount {
  const counted: Cursor['restarts'] = {};

  function isOld({ creationTimestamp = 0 }: Pod): boolean {
    return !before || creationTimestamp < before.clusterTime - MINUTE;
  }

  function known(pod: Pod, key: string, restarts: number): Counted {
    const one = before?.restarts[key];
    // A count that falls began anew.
    if (one) return one[0] > restarts ? [0] : one;
    return [isOld(pod) ? restarts : 0];
  }

  return {
    count: (pod, container, now) => {
      const restarts = container.restartCount;
      if (restarts === 0) return undefined;
      const key = `${pod.uid}/${container.name}`;
      const [last, minute, inMinute = 0] = known(pod, key, restarts);
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
