import type { Log } from '../../core/log.ts';
import type { Instant } from '../../core/time.ts';
import type { Batch } from '../source.ts';
import { type Answers, pointsOf, withPage } from './answers.ts';
import { type Cursor, held, nextStretch, type Stretch } from './cursor.ts';
import type { Asking } from './region.ts';
import type { CloudWatchMetricsSettings } from './settings.ts';
import { batchesOf, type Wanted } from './wanted.ts';

/** One reading of one Region. */
export interface Reading {
  asking: Asking;
  settings: Pick<CloudWatchMetricsSettings, 'reach'>;
  now: Instant;
  log: Log;
}

/**
 * Reads from the cursor to the last minute that is over, 500 metrics a batch. The cursor moves after the last of them, and not past what AWS leaves
 * unanswered. Where a minute is read again, it replaces what was there.
 */
export async function* read(reading: Reading, from: Cursor, signal: AbortSignal): AsyncGenerator<Batch> {
  const { asking, settings, now } = reading;
  let cursor = from;
  try {
    const { wanted } = await asking.list();
    const batches = batchesOf(wanted);
    for (;;) {
      const stretch = nextStretch(cursor, now, settings);
      if (!stretch || signal.aborted) break;
      const next = yield* readStretch(reading, batches, cursor, stretch);
      if (next.position === cursor.position) return;
      cursor = next;
    }
    if (cursor === from) yield batchOf(reading, cursor, { ends: true });
  } catch (error) {
    yield batchOf(reading, cursor, {});
    throw error;
  }
}

async function* readStretch(
  reading: Reading,
  batches: readonly Wanted[][],
  cursor: Cursor,
  stretch: Stretch,
): AsyncGenerator<Batch, Cursor> {
  let missing = 0;
  for (const wanted of batches) {
    const answers = await answersTo(reading, wanted, stretch);
    const told = pointsOf(wanted, answers, stretch.window);
    missing += told.missing;
    yield batchOf(reading, cursor, { points: told.points });
  }
  if (missing > 0) reading.log.warn({ missing, ...stretch.window }, 'AWS leaves metrics unanswered');
  const next = missing > 0 ? held(cursor, stretch, reading.now) : stretch.next;
  yield batchOf(reading, next, { ends: true });
  return next;
}

async function answersTo(
  { asking }: Reading,
  wanted: readonly Wanted[],
  { window }: Stretch,
): Promise<Answers> {
  const answers: Answers = new Map();
  const parts = wanted.flatMap((series) => series.parts);
  for await (const page of asking.data(parts, window)) withPage(answers, page);
  return answers;
}

function batchOf({ asking }: Reading, cursor: Cursor, part: Partial<Batch>): Batch {
  return {
    events: [],
    points: [],
    ends: false,
    next: cursor,
    readUpTo: cursor.position,
    contextUntil: 0,
    cost: asking.spent(),
    ...part,
  };
}
