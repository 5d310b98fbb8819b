import { findChanged } from '../src/aggregate/changed.ts';
import { alone } from '../src/aggregate/lease.ts';
import { minuteOf, recomputeMarked } from '../src/aggregate/marks.ts';
import { SECOND } from '../src/core/time.ts';
import { type Job, type JobContext, job } from './job.ts';

/** Minutes recomputed in one go. */
const CHUNK = 240;
const MARKS = 20_000;
/** Then others get their turn, detection first. */
const LONGEST = 10 * SECOND;
/** Detection follows a burst of changes, not each of them. */
const DETECT_AFTER = 2 * SECOND;

/**
 * Brings the series up to the events, the newest minutes first. Nothing can be lost on the way to detection: that goes on from where it was,
 * up to the oldest mark that is left, so the piece of work enqueued here is only a hint that it is worth looking.
 */
export const aggregateJob: Job = job('aggregate', async (_, context) => {
  const { store, enqueue, clock } = context;
  if ((await findChanged(store.documents, 1)).length === 0) return;
  await alone(store.documents, clock, () => recomputeAll(context));
  await enqueue('detect', {}, { id: 'all', delay: DETECT_AFTER });
  if ((await findChanged(store.documents, 1)).length > 0) await enqueue('aggregate', {}, { id: 'all' });
});

async function recomputeAll({ store, clock, signal }: JobContext): Promise<void> {
  const started = clock.now();
  const isDone = () => signal.aborted || clock.now() - started > LONGEST;
  for (;;) {
    const marks = await findChanged(store.documents, MARKS);
    if (marks.length === 0) return;
    marks.sort((a, b) => minuteOf(b) - minuteOf(a));
    for (let next = 0; next < marks.length; next += CHUNK) {
      if (isDone()) return;
      await recomputeMarked(store, marks.slice(next, next + CHUNK));
    }
  }
}
