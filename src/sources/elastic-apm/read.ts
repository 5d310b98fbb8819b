import { z } from 'zod';
import type { Log } from '../../core/log.ts';
import { bucketOf, type Instant, MINUTE, type Window } from '../../core/time.ts';
import type { ElasticReader } from '../elastic/reader.ts';
import type { Batch } from '../source.ts';
import type { ElasticApmSettings } from './settings.ts';
import { type Piece, readWindow } from './window.ts';

/** How far the reading has come. */
export const Cursor = z.object({ readUpTo: z.number().int() });
export type Cursor = z.infer<typeof Cursor>;

/** Longer ones are read in parts, so that an outage of a day needs no more memory than one of a minute. */
const STRETCH = 30 * MINUTE;

export interface Reading {
  reader: ElasticReader;
  settings: ElasticApmSettings;
  /** The item that is read. */
  item: string;
  now: Instant;
  log: Log;
}

/** Reads all minutes that are new, and once more those in which documents may have come late: whole minutes, each counted anew. */
export async function* read(reading: Reading, before: Cursor | undefined): AsyncGenerator<Batch> {
  const { settings, now } = reading;
  const { overlap, backfill } = settings;
  let cursor = before;
  // A clock that was put back reads what it has read already, and no further.
  let from = bucketOf(before ? Math.min(before.readUpTo, now) - overlap : now - backfill, MINUTE);
  while (from < now) {
    const to = Math.min(now, from + STRETCH);
    yield* readStretch(reading, { from, to }, cursor);
    cursor = { readUpTo: Math.max(to, before?.readUpTo ?? 0) };
    from = to;
  }
}

async function* readStretch(
  { reader, settings, item, log }: Reading,
  window: Window,
  cursor: Cursor | undefined,
): AsyncGenerator<Batch> {
  const batch = ({ points, events }: Pick<Piece, 'points' | 'events'>, end?: Cursor): Batch => ({
    events,
    points,
    ends: end !== undefined,
    next: end ?? cursor,
    readUpTo: end ? window.to : (cursor?.readUpTo ?? window.from),
    contextUntil: 0,
    cost: reader.spent(),
  });
  const nothing = { points: [], events: [] };
  let left = 0;
  try {
    for await (const piece of readWindow(reader, settings, item, window)) {
      left += piece.left;
      yield batch(piece);
    }
  } catch (error) {
    yield batch(nothing);
    throw error;
  }
  if (left > 0) log.warn({ item, documents: left }, 'documents of APM made no sense and are left out');
  yield batch(nothing, { readUpTo: Math.max(window.to, cursor?.readUpTo ?? 0) });
}
