import { isNew } from '../src/aggregate/countable.ts';
import { SourceState } from '../src/core/source-state.ts';
import { SECOND } from '../src/core/time.ts';
import { collection } from '../src/store/collection.ts';
import type { JobContext } from './job.ts';
import { asFailed, asRead, NOTHING_READ, newState, type Reading, together } from './source-states.ts';

/** That there was nothing new is written this seldom; a closed minute of the other sources waits for it as long. */
const NOTE_EVERY = 15 * SECOND;
/** What a poll of several source items brings is counted together. */
const AGGREGATE_AFTER = SECOND;

/** How a reading of a source item went, for `/sysmon health` and for who waits until it is read up to somewhere. News has the series counted. */
export async function noteRead(item: string, latest: Reading, context: JobContext): Promise<void> {
  const { store, sources, enqueue, clock, memory } = context;
  const now = clock.now();
  const before = memory.unnoted.get(item);
  const reading = before ? together(before.reading, latest) : latest;
  const isNews = latest.events > 0 || latest.points > 0 || latest.throttled > 0;
  if (before && !isNews && now - before.notedAt < NOTE_EVERY) {
    memory.unnoted.set(item, { ...before, reading });
    return;
  }
  const { kind, name } = sources.of(item);
  await collection(store.documents, 'source', SourceState).change<never>(item, (state) =>
    asRead(state ?? newState(kind, name, item, true, now), reading, now),
  );
  memory.unnoted.set(item, { notedAt: now, reading: NOTHING_READ });
  if (latest.events > 0 && isNew(latest.readUpTo ?? now, now))
    await enqueue('aggregate', {}, { id: 'all', delay: AGGREGATE_AFTER });
}

/** The next success is written at once. Never throws: the fault itself is what matters. */
export async function noteFailed(
  item: string,
  latest: Reading,
  error: unknown,
  { store, clock, log, memory }: JobContext,
): Promise<void> {
  const now = clock.now();
  const [name = item] = item.split('/');
  const reading = together(memory.unnoted.get(item)?.reading ?? NOTHING_READ, latest);
  memory.unnoted.delete(item);
  try {
    await collection(store.documents, 'source', SourceState).change<never>(item, (state) =>
      asFailed(state ?? newState(name, name, item, true, now), reading, error, now),
    );
  } catch (fault) {
    log.warn({ item, error: String(fault) }, 'the state of a source could not be noted');
  }
}
