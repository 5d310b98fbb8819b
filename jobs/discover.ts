import { SourceState } from '../src/core/source-state.ts';
import { SECOND } from '../src/core/time.ts';
import type { Source } from '../src/sources/source.ts';
import { collection } from '../src/store/collection.ts';
import { type Job, type JobContext, job } from './job.ts';
import { asDiscovered, asFailed, asGone, asRead, NOTHING_READ, newState } from './source-states.ts';

/** How often a source is asked what there is; in between, what it said last is collected. */
const LOOK_EVERY = 30 * SECOND;

/** Finds what there is to read, and has each of it collected. One source that cannot be asked does not keep the others waiting. */
export const discoverJob: Job = job('discover', async (_payload, context) => {
  for (const source of context.sources.all()) await look(source, context);
  const now = context.clock.now();
  for (const { id, data } of await statesIn(context).find({ where: { item: [true] } })) {
    const { name, goneAt, readAt = 0, retryAt = 0 } = data;
    const source = context.sources.all().find((one) => one.name === name);
    if (!source || goneAt !== undefined || Math.max(retryAt, readAt + source.every) > now) continue;
    await context.enqueue('collect', { source: id }, { id });
  }
});

/** A source that fails is asked again at its next turn, not by a retry of the whole job. */
async function look(source: Source, context: JobContext): Promise<void> {
  const { clock, log, signal } = context;
  const { kind, name } = source;
  const states = statesIn(context);
  const before = await states.get(name);
  const due = Math.max((before?.data.readAt ?? 0) + LOOK_EVERY, before?.data.retryAt ?? 0);
  if (due > clock.now()) return;
  const change = (to: (state: SourceState) => SourceState) =>
    states.change(name, (state) => to(state ?? newState(kind, name, name, false, clock.now())));
  try {
    await noteItems(source, context);
    await change((state) => asRead(state, NOTHING_READ, clock.now()));
  } catch (error) {
    if (signal.aborted) return;
    log.warn({ source: name, error: String(error) }, 'a source could not be asked what there is');
    await change((state) => asFailed(state, NOTHING_READ, error, clock.now()));
  }
}

async function noteItems(source: Source, context: JobContext): Promise<void> {
  const { kind, name } = source;
  const states = statesIn(context);
  const now = context.clock.now();
  const items = await source.discover(context.signal);
  for (const item of items)
    await states.change(item.id, (state) =>
      asDiscovered(state ?? newState(kind, name, item.title, true, now), item),
    );
  const there = new Set(items.map(({ id }) => id));
  for (const { id } of await states.find({ where: { name: [name], item: [true] } })) {
    if (there.has(id)) continue;
    await states.change(id, (state = newState(kind, name, id, true, now)) => asGone(state, now));
  }
}

function statesIn({ store }: JobContext) {
  return collection(store.documents, 'source', SourceState);
}
