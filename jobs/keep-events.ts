import { setImmediate } from 'node:timers/promises';
import { markChanged } from '../src/aggregate/changed.ts';
import type { LogEvent, RawEvent } from '../src/core/event.ts';
import type { JobContext } from './job.ts';
import { saveLearned } from './learned-codes.ts';

export type KeepContext = Pick<JobContext, 'store' | 'normalizer' | 'codes' | 'memory' | 'clock'>;

/** A few milliseconds of normalizing. */
const SLICE = 200;

/** Stores events whose stack traces are joined already, and marks their minutes. Returns how many were new to this process. */
export async function keepEvents(events: readonly RawEvent[], context: KeepContext): Promise<number> {
  const { store, memory } = context;
  const fresh = events.filter((event) => !memory.isStored(event));
  if (fresh.length === 0) return 0;
  const normalized = await normalizedInSlices(fresh, context);
  await store.events.append(normalized);
  await markChanged(
    store.documents,
    normalized.map((event) => event['@timestamp']),
  );
  await saveLearned(context);
  memory.setStored(fresh);
  return fresh.length;
}

/** With a pause after each slice, in which others get their turn. */
async function normalizedInSlices(
  events: readonly RawEvent[],
  { normalizer }: KeepContext,
): Promise<LogEvent[]> {
  const normalized: LogEvent[] = [];
  for (let next = 0; next < events.length; next += SLICE) {
    if (next > 0) await setImmediate();
    // One by one: they are joined, and what lay between two of them may be stored already.
    for (const event of events.slice(next, next + SLICE)) normalized.push(...normalizer.normalize([event]));
  }
  return normalized;
}
