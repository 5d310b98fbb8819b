import { z } from 'zod';
import type { Log } from '../src/core/log.ts';
import { type Clock, MINUTE, SECOND } from '../src/core/time.ts';
import type { WorkName } from '../src/core/work.ts';
import { collection } from '../src/store/collection.ts';
import type { DocumentStore } from '../src/store/document-store.ts';
import { LANE_OF, LANES, type Lane } from './lanes.ts';
import type { Queues } from './queue.ts';

/** A repeating job: its name, and how many milliseconds lie between two runs. */
export interface Entry {
  name: WorkName;
  every: number;
}

const Lease = z.object({ until: z.number() });
const LEASE = 30 * SECOND;
const WATCH_EVERY = MINUTE;

/**
 * Brings the job schedulers to the timetable, and watches that they stay alive. One process at a time, by a lease in the store: on PostgreSQL
 * BullMQ loses a schedule when several processes write it at once, and does not say so.
 */
export async function keepSchedule(
  timetable: readonly Entry[],
  queues: Queues,
  documents: DocumentStore,
  clock: Clock,
  log: Log,
): Promise<() => void> {
  const leases = collection(documents, 'setting', Lease);

  async function lead(): Promise<boolean> {
    const now = clock.now();
    const kept = await leases.change('schedule-lease', (lease) =>
      lease && lease.until > now ? { refused: 'another process leads' } : { until: now + LEASE },
    );
    return !('refused' in kept);
  }

  async function bring(): Promise<void> {
    if (!(await lead())) return;
    for (const lane of Object.keys(LANES) as Lane[]) await bringLane(lane);
  }

  async function bringLane(lane: Lane): Promise<void> {
    const wanted = timetable.filter(({ name }) => LANE_OF[name] === lane);
    const queue = queues.of(lane);
    const found = await queue.getJobSchedulers();
    for (const { key } of found) {
      if (!wanted.some(({ name }) => name === key)) await queue.removeJobScheduler(key);
    }
    for (const { name, every } of wanted) {
      const alive = found.find(({ key }) => key === name);
      if (alive?.every === every && (alive.next ?? 0) > clock.now() - every - MINUTE) continue;
      if (alive) log.info({ job: name }, 'a schedule stood still or changed; it is set anew');
      await queue.upsertJobScheduler(
        name,
        { every },
        { name, data: {}, opts: { removeOnComplete: true, removeOnFail: true } },
      );
    }
  }

  await bring();
  const watch = setInterval(() => {
    bring().catch((error) => log.warn({ error: String(error) }, 'could not look after the schedule'));
  }, WATCH_EVERY);
  watch.unref();
  return () => clearInterval(watch);
}
