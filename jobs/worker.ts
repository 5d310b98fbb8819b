import { type Job as BullJob, UnrecoverableError } from 'bullmq';
import { ConfigError, RejectedError, UpstreamError } from '../src/core/errors.ts';
import { HOUR, MINUTE, SECOND } from '../src/core/time.ts';
import { within } from '../src/core/within.ts';
import type { WorkName } from '../src/core/work.ts';
import type { AnyWorker, Broker } from './broker.ts';
import type { Job, JobContext } from './job.ts';
import { LANE_OF, LANES, type Lane } from './lanes.ts';
import type { RunLog } from './run-log.ts';

export interface Workers {
  /** Lets running jobs end, tells them to hurry after `grace` milliseconds, leaves those that do not, and takes no new ones. */
  close(grace: number): Promise<void>;
}

/** A job that was told to hurry has this long; another process does it anew once its lock is over. */
const HURRY = 5 * SECOND;
/** Between two tries to reach a server that is away. */
const LOOK_AGAIN = 2 * SECOND;
/** An outage that is over is over for everyone within this time. */
const LONGEST_BACKOFF = 30 * SECOND;

/** A job that runs longer than this is told to stop; what it has not done is done by its next run. */
const LONGEST_RUN = 10 * MINUTE;
/** A worker that says nothing for so long is taken for dead; what it was at is done by another one then. */
const LOCK = 10 * SECOND;

export function startWorkers(
  broker: Broker,
  jobs: readonly Job[],
  context: Omit<JobContext, 'signal'>,
  runs: RunLog,
  lock = LOCK,
): Workers {
  const stopping = new AbortController();
  const byName = new Map(jobs.map((job) => [job.name as string, job]));
  const busy = new Set<string>();

  async function run(piece: BullJob<unknown, void>): Promise<void> {
    const job = byName.get(piece.name);
    if (!job) throw new UnrecoverableError(`no job is named ${piece.name}`);
    const scheduled = piece.repeatJobKey !== undefined;
    if (scheduled && busy.has(job.name)) return;
    if (scheduled) busy.add(job.name);
    const signal = AbortSignal.any([stopping.signal, AbortSignal.timeout(LONGEST_RUN)]);
    try {
      await runs.record(job.name, () => job.run(piece.data, { ...context, signal }));
    } catch (error) {
      throw asBullError(error);
    } finally {
      if (scheduled) busy.delete(job.name);
    }
  }

  const workers = (Object.keys(LANES) as Lane[]).map((lane) =>
    startLane(broker, lane, run, { ...context, lock }),
  );
  return {
    close: async (grace) => {
      const hurry = setTimeout(() => stopping.abort(), grace);
      const closed = Promise.all(workers.map((worker) => worker.close()));
      await within(grace + HURRY, closed, () => new Error('some jobs did not end')).catch((error) =>
        context.log.warn({ error: String(error) }, 'the workers were left'),
      );
      clearTimeout(hurry);
    },
  };
}

function startLane(
  broker: Broker,
  lane: Lane,
  run: (piece: BullJob<unknown, void>) => Promise<void>,
  { log, lock }: Pick<JobContext, 'log'> & { lock: number },
): AnyWorker {
  const worker = broker.worker(lane, run, {
    concurrency: LANES[lane].concurrency,
    drainDelay: 60,
    runRetryDelay: LOOK_AGAIN,
    lockDuration: lock,
    stalledInterval: lock / 2,
    maxStalledCount: 1_000,
    settings: { backoffStrategy: (attempts, _type, error) => waitBefore(attempts, error) },
  });
  worker.on('error', (error) => log.warn({ lane, error: error.message }, 'worker connection'));
  return worker;
}

/** The one place where "never retry" becomes BullMQ's word for it. */
function asBullError(error: unknown): unknown {
  if (!(error instanceof RejectedError)) return error;
  return new UnrecoverableError(`${error.code}: ${error.message}`);
}

/** What the other side asked for, else 1 s doubling to half a minute, with a quarter of chance in it: not all come back at once. */
function waitBefore(attempts: number, error: unknown, random = Math.random): number {
  if (error instanceof UpstreamError && error.retryAfter !== undefined)
    return Math.min(error.retryAfter, HOUR);
  const wait = Math.min(SECOND * 2 ** (attempts - 1), LONGEST_BACKOFF);
  return Math.round(wait * (0.75 + random() / 2));
}

/** The start refuses a name of work without exactly one job. */
export function refuseJobFaults(jobs: readonly Job[]): void {
  const names = Object.keys(LANE_OF) as WorkName[];
  const faults = names.flatMap((name) => {
    const count = jobs.filter((job) => job.name === name).length;
    return count === 1 ? [] : [`${count} jobs are named ${name}, there must be one`];
  });
  if (faults.length > 0) throw new ConfigError(faults);
}
