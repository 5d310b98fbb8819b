import { z } from 'zod';
import { HOUR, type Instant } from '../../core/time.ts';
import { Episode, episodeAt } from '../episode.ts';
import type { Opinion } from './grade.ts';

/** What was told of a series last: one stretch of time in which something is wrong, and how bad it became. */
export const News = Episode.extend({ grade: z.union([z.literal(1), z.literal(2)]) });
export type News = z.infer<typeof News>;

/** What comes back within this time is the same episode: one incident is told once. */
const HOLD = 2 * HOUR;

export interface Told {
  news: News;
  begins: boolean;
}

/**
 * Undefined where there is nothing to tell. It begins with a new episode, or when an episode becomes worse than it was; a shift that was there
 * within the last day does neither.
 */
export function newsOf(
  former: News | undefined,
  at: Instant,
  { grade, spikes, fresh }: Opinion,
): Told | undefined {
  const episode = episodeAt(former, at, HOLD);
  const before = former && episode.since === former.since ? former.grade : 0;
  const own = spikes || fresh ? grade : before;
  if (grade === 0 || own === 0) return undefined;
  const worst = own === 2 || before === 2 ? 2 : 1;
  return { news: { ...episode, grade: worst }, begins: own > before };
}
