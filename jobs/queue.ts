import { UpstreamError } from '../src/core/errors.ts';
import type { Log } from '../src/core/log.ts';
import { SECOND } from '../src/core/time.ts';
import { within } from '../src/core/within.ts';
import type { Enqueue } from '../src/core/work.ts';
import type { AnyQueue, Broker } from './broker.ts';
import { LANE_OF, LANES, type Lane } from './lanes.ts';

export interface Queues {
  of(lane: Lane): AnyQueue;
  /** Rejects with an `UpstreamError` where the server of the queues does not answer; it may take the piece later all the same. */
  enqueue: Enqueue;
  /** For work that is found again without it (the sweep): never rejects, so that an outage of the queues undoes nothing. */
  hint: Enqueue;
  /** Waiting and failed pieces a lane, for `/metrics` and `/sysmon health`. Rejects as `enqueue` does. */
  depth(): Promise<{ lane: Lane; waiting: number; failed: number }[]>;
  close(): Promise<void>;
}

/** Enough to ride out some minutes of an outage; after that the sweep finds what still lags. */
const ATTEMPTS = 12;
const FINISHED = { removeOnComplete: true, removeOnFail: { age: 7 * 24 * 3600, count: 1_000 } };

/** The server of the queues answers within these times, in milliseconds; BullMQ itself would wait for ever. */
const TO_OPEN = 10 * SECOND;
const TO_ANSWER = SECOND;

export async function openQueues(broker: Broker, log: Log): Promise<Queues> {
  const lanes = Object.keys(LANES) as Lane[];
  const queues = new Map<Lane, AnyQueue>();
  for (const lane of lanes) queues.set(lane, await openQueue(broker, lane, log));
  const of = (lane: Lane) => {
    const queue = queues.get(lane);
    if (!queue) throw new Error(`no lane ${lane}`);
    return queue;
  };
  const soon = <T>(work: Promise<T>) => within(TO_ANSWER, work, () => unreachable(broker, 'no answer'));
  const enqueue: Enqueue = async (name, payload, options) => {
    await soon(of(LANE_OF[name]).add(name, payload, optionsOf(name, options)));
  };
  return {
    of,
    enqueue,
    hint: async (name, payload, options) => {
      await enqueue(name, payload, options).catch((error) =>
        log.warn({ job: name, error: String(error) }, 'a piece of work waits for the sweep'),
      );
    },
    depth: () =>
      soon(
        Promise.all(
          lanes.map(async (lane) => {
            const { waiting = 0, failed = 0 } = await of(lane).getJobCounts('waiting', 'failed');
            return { lane, waiting, failed };
          }),
        ),
      ),
    close: async () => {
      const closed = Promise.all([...queues.values()].map((queue) => queue.close()));
      await soon(closed).catch((error) => log.warn({ error: String(error) }, 'the queues were left open'));
    },
  };
}

function optionsOf(name: string, { id, delay = 0 }: Parameters<Enqueue>[2] = {}) {
  const unique = id === undefined ? {} : { deduplication: { id: `${name}/${id}`, keepLastIfActive: true } };
  return { ...FINISHED, ...unique, attempts: ATTEMPTS, backoff: { type: 'custom' }, delay };
}

/** One after the other: PostgreSQL migrations of several queues at once would wait for each other. */
async function openQueue(broker: Broker, lane: Lane, log: Log): Promise<AnyQueue> {
  const queue = broker.queue(lane);
  let problem = 'no answer';
  queue.on('error', (error) => {
    problem = error.message;
    log.warn({ lane, error: error.message }, 'queue connection');
  });
  await within(TO_OPEN, queue.waitUntilReady(), () => unreachable(broker, problem));
  return queue;
}

function unreachable({ kind }: Broker, problem: string): UpstreamError {
  const server = kind === 'redis' ? 'Redis' : 'the PostgreSQL of the jobs';
  return new UpstreamError('QUEUE_UNREACHABLE', `${server} can't be reached (${problem})`);
}
