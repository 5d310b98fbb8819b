import { setTimeout as sleep } from 'node:timers/promises';
import { UpstreamError } from '../src/core/errors.ts';
import type { Log } from '../src/core/log.ts';
import { SECOND } from '../src/core/time.ts';
import type { Enqueue } from '../src/core/work.ts';
import type { AnyQueue, Broker } from './broker.ts';
import { LANE_OF, LANES, type Lane } from './lanes.ts';

export interface Queues {
  of(lane: Lane): AnyQueue;
  enqueue: Enqueue;
  /** Waiting and failed pieces a lane, for `/metrics` and `/sysmon health`. */
  depth(): Promise<{ lane: Lane; waiting: number; failed: number }[]>;
  close(): Promise<void>;
}

/** Enough to ride out half an hour of an outage; after that the sweep finds what still lags. */
const ATTEMPTS = 12;
const FINISHED = { removeOnComplete: true, removeOnFail: { age: 7 * 24 * 3600, count: 1_000 } };

/** The server of the queues answers within this time at the start, in milliseconds; BullMQ itself would wait for ever. */
const LONGEST_WAIT = 10 * SECOND;

export async function openQueues(broker: Broker, log: Log): Promise<Queues> {
  const lanes = Object.keys(LANES) as Lane[];
  const queues = new Map<Lane, AnyQueue>();
  for (const lane of lanes) queues.set(lane, await openQueue(broker, lane, log));
  const of = (lane: Lane) => {
    const queue = queues.get(lane);
    if (!queue) throw new Error(`no lane ${lane}`);
    return queue;
  };
  return {
    of,
    enqueue: async (name, payload, { id, delay } = {}) => {
      const unique =
        id === undefined ? {} : { deduplication: { id: `${name}/${id}`, keepLastIfActive: true } };
      const options = {
        ...FINISHED,
        ...unique,
        attempts: ATTEMPTS,
        backoff: { type: 'custom' },
        delay: delay ?? 0,
      };
      await of(LANE_OF[name]).add(name, payload, options);
    },
    depth: () =>
      Promise.all(
        lanes.map(async (lane) => {
          const { waiting = 0, failed = 0 } = await of(lane).getJobCounts('waiting', 'failed');
          return { lane, waiting, failed };
        }),
      ),
    close: async () => {
      await Promise.all([...queues.values()].map((queue) => queue.close()));
    },
  };
}

/** One after the other: PostgreSQL migrations of several queues at once would wait for each other. */
async function openQueue(broker: Broker, lane: Lane, log: Log): Promise<AnyQueue> {
  const queue = broker.queue(lane);
  let problem = 'no answer';
  queue.on('error', (error) => {
    problem = error.message;
    log.warn({ lane, error: error.message }, 'queue connection');
  });
  const tooLate = new AbortController();
  const late = sleep(LONGEST_WAIT, undefined, { signal: tooLate.signal }).then(() => {
    const server = broker.kind === 'redis' ? 'Redis' : 'the PostgreSQL of the jobs';
    throw new UpstreamError('QUEUE_UNREACHABLE', `${server} can't be reached (${problem})`);
  });
  late.catch(() => {});
  await Promise.race([queue.waitUntilReady(), late]).finally(() => tooLate.abort());
  return queue;
}
