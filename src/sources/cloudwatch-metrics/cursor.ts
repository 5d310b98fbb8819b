import { z } from 'zod';
import { bucketOf, HOUR, type Instant, MINUTE, type Window } from '../../core/time.ts';
import { type CloudWatchMetricsSettings, KEPT } from './settings.ts';

const Time = z.number().int();

/** How far a Region is read. */
export const Cursor = z.object({
  /** All minutes before it are read, but for what comes late. */
  position: Time,
  /** When a reading last went far back. */
  swept: Time,
  /** Since when AWS leaves some of what we ask for unanswered. */
  heldSince: Time.optional(),
});
export type Cursor = z.infer<typeof Cursor>;

export interface Stretch {
  window: Window;
  next: Cursor;
}

/** More at once would be more points than one answer of AWS holds. */
const LONGEST = 3 * HOUR;
/** AWS is paid for metrics, not for minutes: from time to time a look far back, for what is revised, or listed late, costs nothing. */
const SWEEP_EVERY = HOUR;
const SWEEP_REACH = 3 * HOUR;
/** So long the cursor waits for what AWS does not answer. */
const LONGEST_HELD = HOUR;

export function firstCursor(now: Instant, { backfill }: Pick<CloudWatchMetricsSettings, 'backfill'>): Cursor {
  return { position: bucketOf(now - backfill, MINUTE), swept: now };
}

/** The next whole minutes to read, or undefined when all that are over are read. */
export function nextStretch(
  { position, swept }: Cursor,
  now: Instant,
  { reach }: Pick<CloudWatchMetricsSettings, 'reach'>,
): Stretch | undefined {
  const until = bucketOf(now, MINUTE);
  const oldest = bucketOf(now - KEPT, MINUTE) + MINUTE;
  const from = Math.max(position, oldest);
  if (from >= until) return undefined;
  const sweeps = now - swept >= SWEEP_EVERY;
  const back = sweeps ? Math.max(reach, SWEEP_REACH) : reach;
  const to = Math.min(from + LONGEST, until);
  return {
    window: { from: Math.max(bucketOf(from - back, MINUTE), oldest), to },
    next: { position: to, swept: sweeps ? now : swept },
  };
}

/** Where to go on from if something of the stretch is missing: the same place again; but once it has been so for too long, past it all the same. */
export function held(cursor: Cursor, { next }: Stretch, now: Instant): Cursor {
  const { heldSince = now } = cursor;
  return { ...(now - heldSince < LONGEST_HELD ? cursor : next), heldSince };
}
