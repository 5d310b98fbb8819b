import { markChanged } from '../src/aggregate/changed.ts';
import { ConflictError } from '../src/core/errors.ts';
import type { RawEvent } from '../src/core/event.ts';
import { SourceState } from '../src/core/source-state.ts';
import type { Batch } from '../src/sources/source.ts';
import { collection } from '../src/store/collection.ts';
import { type HeldCursor, takeCursor } from './cursors.ts';
import { type Job, type JobContext, job } from './job.ts';
import { joinedBatches } from './joined-batches.ts';
import { mergeLearned, saveLearned } from './learned-codes.ts';
import { asFailed, asRead, NOTHING_READ, newState, type Reading, withBatch } from './source-states.ts';

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
  for await (const batch of sources.of(item).read(item, cursor.position, signal)) {
    const stored = await keep(join(batch), context);
    await store.series.write(batch.points);
    await (batch.ends ? cursor.move(batch.next) : cursor.keep());
    yield { batch, stored };
  }
}

interface Kept {
  batch: Batch;
  /** How many of its events were new to this process. */
  stored: number;
}

async function keep(events: readonly RawEvent[], context: JobContext): Promise<number> {
  const { store, normalizer, memory } = context;
  const fresh = events.filter((event) => !memory.isStored(event));
  if (fresh.length === 0) return 0;
  // One by one: they are joined, and what lay between two of them may be stored already.
  const normalized = fresh.flatMap((event) => normalizer.normalize([event]));
  await store.events.append(normalized);
  await markChanged(
    store.documents,
    normalized.map((event) => event['@timestamp']),
  );
  await saveLearned(context);
  memory.setStored(fresh);
  return fresh.length;
}

async function noteRead(
  item: string,
  reading: Reading,
  { store, sources, enqueue, clock }: JobContext,
): Promise<void> {
  const { kind, name } = sources.of(item);
  const now = clock.now();
  await collection(store.documents, 'source', SourceState).change(item, (state) =>
    asRead(state ?? newState(kind, name, item, true, now), reading, now),
  );
  if (reading.events > 0) await enqueue('aggregate', {}, { id: 'all' });
}

async function noteFailed(
  item: string,
  reading: Reading,
  error: unknown,
  context: JobContext,
): Promise<void> {
  const { store, clock, log } = context;
  const states = collection(store.documents, 'source', SourceState);
  const now = clock.now();
  const [name = item] = item.split('/');
  try {
    await states.change(item, (state) =>
      asFailed(state ?? newState(name, name, item, true, now), reading, error, now),
    );
  } catch (fault) {
    log.warn({ item, error: String(fault) }, 'the state of a source could not be noted');
  }
}
