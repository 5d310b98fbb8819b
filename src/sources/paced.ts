import { type Clock, SECOND } from '../core/time.ts';
import type { SourceDeps } from './source.ts';

/** Trouble comes in groups: what follows the first within this time is read with it. */
const GATHER = SECOND;
/** And this is the least time between two hints, however much happens. */
const LEAST_GAP = 3 * SECOND;
/** A big cluster takes long to read: no more than a fifth of the time goes into it. */
const SHARE = 5;

/** Passes on at most one hint at a time; `took` is how long the last reading was, in milliseconds. */
export function paced(
  hint: () => void,
  took: () => number,
  { clock, wait }: { clock: Clock; wait: SourceDeps['wait'] },
  signal: AbortSignal,
): () => void {
  let isWaiting = false;
  let last = 0;
  return () => {
    if (isWaiting || signal.aborted) return;
    isWaiting = true;
    const gap = Math.max(LEAST_GAP, took() * SHARE);
    wait(Math.max(GATHER, last + gap - clock.now()), signal)
      .then(() => {
        isWaiting = false;
        last = clock.now();
        hint();
      })
      .catch(() => {});
  };
}
