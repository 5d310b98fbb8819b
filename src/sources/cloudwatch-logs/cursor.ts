import { z } from 'zod';
import { DAY, HOUR, type Instant, MINUTE, SECOND, type Window } from '../../core/time.ts';
import type { CloudWatchLogsSettings } from './settings.ts';

const Time = z.number().int();

/** How far a log group is read. */
export const Cursor = z.object({
  /** All before it is read, but for what comes late. Never in the future. */
  position: Time,
  /** The longest stretch of time to read at once, in milliseconds: fitted to how much the group writes. */
  chunk: z.number().int().positive(),
  /** When each late sweep last ended, by its reach. */
  swept: z.record(z.string(), Time),
  /** The late sweep under way. */
  sweep: z.object({ reach: z.number(), position: Time, until: Time }).optional(),
});
export type Cursor = z.infer<typeof Cursor>;

export type Pace = Pick<CloudWatchLogsSettings, 'backfill' | 'overlap' | 'lateSweeps'>;

/** One window to read whole, and the cursor once that is done. */
export interface Stretch {
  window: Window;
  /** The window begins with a margin before this: lines that only tell to which stack trace a line after it belongs. */
  contextUntil: Instant;
  /** Whether it is as long as a chunk: only then does its size say something about the chunk. */
  full: boolean;
  next: Cursor;
}

/** No stack trace takes longer than this to be written. */
const MARGIN = 10 * SECOND;
/** AWS accepts events up to two hours ahead: they are read at once, and again until their time has come. */
const FUTURE = 2 * HOUR + MINUTE;
const FIRST_CHUNK = HOUR;
const LEAST_CHUNK = MINUTE;
const MOST_CHUNK = 7 * DAY;
/** Each call counts against AWS's limit, so two weeks of a quiet group take half a dozen. */
const GROWTH = 4;

export function firstCursor(now: Instant, { backfill, lateSweeps }: Pace): Cursor {
  const swept = Object.fromEntries(lateSweeps.map(({ reach }) => [String(reach), now]));
  return { position: now - backfill, chunk: FIRST_CHUNK, swept };
}

/**
 * What to read next, or undefined when all up to `now` is read. First forward to now, in chunks, each with an overlap backwards; then, from time
 * to time, once more over a longer past for events that came late or from a slow stream.
 */
export function nextStretch(cursor: Cursor, now: Instant, pace: Pace): Stretch | undefined {
  if (cursor.position < now) return forward(cursor, now, pace);
  if (cursor.sweep) return sweep(cursor, cursor.sweep, now);
  const due = pace.lateSweeps.find(({ every, reach }) => (cursor.swept[reach] ?? 0) + every <= now);
  return (
    due && sweep(cursor, { reach: due.reach, position: now - due.reach, until: now - pace.overlap }, now)
  );
}

function forward(cursor: Cursor, now: Instant, { overlap }: Pace): Stretch {
  const to = Math.min(cursor.position + cursor.chunk, now);
  return {
    ...between(cursor.position - overlap, to === now ? now + FUTURE : to),
    full: to - cursor.position === cursor.chunk,
    next: { ...cursor, position: to },
  };
}

type Sweep = NonNullable<Cursor['sweep']>;

function sweep(cursor: Cursor, { reach, position, until }: Sweep, now: Instant): Stretch {
  const to = Math.min(position + cursor.chunk, until);
  const { sweep: _, ...rest } = cursor;
  const next =
    to < until
      ? { ...rest, sweep: { reach, position: to, until } }
      : { ...rest, swept: { ...cursor.swept, [reach]: now } };
  return { ...between(position, to), full: to - position === cursor.chunk, next };
}

function between(from: Instant, to: Instant) {
  return { window: { from: from - MARGIN, to }, contextUntil: from };
}

/** After a full stretch that was one page, the next may be longer. */
export function lengthened(cursor: Cursor): Cursor {
  return { ...cursor, chunk: Math.min(cursor.chunk * GROWTH, MOST_CHUNK) };
}

/** After a stretch that was too much to be read in one go; undefined if it cannot be shorter. */
export function shortened(cursor: Cursor): Cursor | undefined {
  if (cursor.chunk <= LEAST_CHUNK) return undefined;
  return { ...cursor, chunk: Math.max(Math.round(cursor.chunk / GROWTH), LEAST_CHUNK) };
}
