import { z } from 'zod';
import { type Instant, MINUTE } from '../core/time.ts';

/** A stretch of time in which one thing is wrong; findings of one episode belong to one alert. */
export const Episode = z.object({ since: z.number(), last: z.number() });
export type Episode = z.infer<typeof Episode>;

/** A pause longer than this ends an episode, once its hold is over. */
const PAUSE = 10 * MINUTE;

/**
 * The episode that a finding at `at` belongs to. `hold` counts from the beginning of an episode, in milliseconds: what comes back within it is
 * not news. A bucket seen again stays in its episode.
 */
export function episodeAt(former: Episode | undefined, at: Instant, hold: number): Episode {
  if (!former) return { since: at, last: at };
  if (at <= former.last) return former;
  const over = at - former.since >= hold && at - former.last > PAUSE;
  return over ? { since: at, last: at } : { since: former.since, last: at };
}
