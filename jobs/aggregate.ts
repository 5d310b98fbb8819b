import { findChanged } from '../src/aggregate/changed.ts';
import { findCountable } from '../src/aggregate/countable.ts';
import { alone } from '../src/aggregate/lease.ts';
import { minuteOf, recomputeMarked } from '../src/aggregate/marks.ts';
import { SECOND } from '../src/core/time.ts';
import { type Job, type JobContext, job } from './job.ts';

/** Minutes recomputed in one go: their marks are looked at again only once for all of them. */
const CHUNK = 2_000;
/** Then others get their turn, detection first. */
const LONGEST = 10 * SECOND;
/** Detection follows a burst of changes, not each of them. */
const DETECT_AFTER = SECOND;
const AGAIN_AFTER = SECOND;

/**
 * Brings the series up to the events, the newest minutes first. Nothing can be lost on the way to detection: that goes on from where it was,
 * up to the oldest mark that is left, so the piece of work enqueued here is only a hint that it is worth looking.
 */
export const aggregateJob: Job = job('aggregate', async (_, context) => {
  const { store, enqueue, clock } = context;
  if ((await findChanged(store.documents, 1)).length === 0) return;
  let isDone = false;
  await alone(store.documents, clock, async () => {
    isDone = await recomputeAll(context);
  });
  await enqueue('detect', {}, { id: 'all', delay: DETECT_AFTER });
  if (!isDone) await enqueue('aggregate', {}, { id: 'all', delay: AGAIN_AFTER });
});

/** False if there was more than could be done in one turn. What is marked meanwhile asks for a turn of its own. */
async function recomputeAll({ store, clock, signal }: JobContext): Promise<boolean> {
  const started = clock.now();
  const isOver = () => signal.aborted || clock.now() - started > LONGEST;
  const marks = await findCountable(store.documents, started);
  marks.sort((a, b) => minuteOf(b) - minuteOf(a));
  for (let next = 0; next < marks.length; next += CHUNK) {
    if (isOver()) return false;
    await recomputeMarked(store, marks.slice(next, next + CHUNK));
  }
  return true;
}
