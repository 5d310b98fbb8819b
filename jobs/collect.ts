import { ConflictError } from '../src/core/errors.ts';
import type { Batch } from '../src/sources/source.ts';
import { type HeldCursor, takeCursor } from './cursors.ts';
import { type Job, type JobContext, job } from './job.ts';
import { joinedBatches } from './joined-batches.ts';
import { keepEvents } from './keep-events.ts';
import { mergeLearned } from './learned-codes.ts';
import { noteFailed, noteRead } from './note-reading.ts';
import { NOTHING_READ, withBatch } from './source-states.ts';

/**
 * Reads one source item up to now. Stores what was read, marks its minutes, then moves the cursor: a crash between any two reads it again and
 * changes nothing.
 */
export const collectJob: Job = job('collect', async ({ source: item }, context) => {
  const cursor = await takeCursor(context.store.documents, item, context.clock);
  if (!cursor) return;
  let reading = NOTHING_READ;
  try {
    await mergeLearned(context);
    for await (const { batch, stored } of keepAll(item, cursor, context)) {
      reading = withBatch(reading, batch, stored);
      if (!batch.ends) continue;
      await noteRead(item, reading, context);
      reading = NOTHING_READ;
    }
  } catch (error) {
    if (error instanceof ConflictError || context.signal.aborted) return;
    await noteFailed(item, reading, error, context);
    throw error;
  } finally {
    await cursor.release().catch(() => {});
  }
});

async function* keepAll(item: string, cursor: HeldCursor, context: JobContext): AsyncGenerator<Kept> {
  const { sources, store, signal } = context;
  const join = joinedBatches();
  let isFirst = true;
  let news = 0;
  for await (const batch of sources.of(item).read(item, cursor.position, signal)) {
    const stored = await keepEvents(join(batch), context);
    await store.series.write(batch.points);
    news += stored + batch.points.length;
    if (!batch.ends) await cursor.keep();
    else await (isFirst && news === 0 ? cursor.drift(batch.next) : cursor.move(batch.next));
    isFirst &&= !batch.ends;
    yield { batch, stored };
  }
}

interface Kept {
  batch: Batch;
  /** How many of its events were new to this process. */
  stored: number;
}
