import { TIMETABLE } from '../../jobs/index.ts';
import type { Job } from '../../jobs/job.ts';
import type { Settings } from '../config/settings.ts';
import { SECOND } from '../core/time.ts';
import type { Enqueue, WorkName } from '../core/work.ts';
import { openStore } from '../store/open-store.ts';
import { jobContext, jobsOf, openRooms, type World } from './parts.ts';

export interface OnceReport {
  /** How often each job ran. */
  ran: Partial<Record<WorkName, number>>;
  failed: { job: WorkName; reason: string }[];
}

interface Piece {
  name: WorkName;
  payload: unknown;
}

/** What is put off for longer is for the next time. */
const LONGEST_DELAY = 2 * SECOND;

/**
 * Does all that is due, one piece after the other, until nothing asks for more: for a container that a scheduler starts now and then. No queue server
 * is needed. A process that stands may run beside it, or another one like it.
 */
export async function runOnce(settings: Settings, world: World, signal: AbortSignal): Promise<OnceReport> {
  const store = await openStore(settings.store, world);
  const { waiting, enqueue } = openList();
  const rooms = await openRooms(settings, store, enqueue, world);
  const report: OnceReport = { ran: {}, failed: [] };
  const jobs = new Map(jobsOf(settings, rooms).map((job) => [job.name, job]));
  const context = { ...jobContext(rooms, enqueue, world), signal };
  for (const { name } of TIMETABLE) await enqueue(name, {}, { id: 'all' });
  try {
    for (const [key, { name, payload }] of waiting) {
      if (signal.aborted) break;
      waiting.delete(key);
      report.ran[name] = (report.ran[name] ?? 0) + 1;
      const reason = await tryJob(jobs.get(name), payload, context);
      if (reason !== undefined) report.failed.push({ job: name, reason });
    }
  } finally {
    await rooms.sources.close();
    await store.close();
  }
  return report;
}

/** A map goes on to what is put in while it is walked through; the same piece waits once. */
function openList(): { waiting: Map<string, Piece>; enqueue: Enqueue } {
  const waiting = new Map<string, Piece>();
  let count = 0;
  return {
    waiting,
    enqueue: async (name, payload, { id = String(++count), delay = 0 } = {}) => {
      if (delay <= LONGEST_DELAY) waiting.set(`${name}/${id}`, { name, payload });
    },
  };
}

async function tryJob(
  job: Job | undefined,
  payload: unknown,
  context: Parameters<Job['run']>[1],
): Promise<string | undefined> {
  try {
    await job?.run(payload, context);
    return undefined;
  } catch (error) {
    context.log.error({ job: job?.name, error: String(error) }, 'a job failed');
    return error instanceof Error ? error.message : String(error);
  }
}
