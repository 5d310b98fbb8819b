import { type Clock, SECOND } from '../../src/core/time.ts';
import { ApiError } from './api-error.ts';

/** Refuses what comes too fast: a bucket that holds ten seconds' calls, and says when there is room again. */
export function createRate(clock: Clock, callsPerSecond: number): () => void {
  const size = callsPerSecond * 10;
  let left = size;
  let at = clock.now();
  return () => {
    const now = clock.now();
    left = Math.min(size, left + ((now - at) / SECOND) * callsPerSecond);
    at = now;
    if (left < 1) throw new ApiError(429, 'Too Many Requests', Math.ceil((1 - left) / callsPerSecond));
    left -= 1;
  };
}
