import {
  createPostgresBackend,
  createRedisBackend,
  type Processor,
  type Queue,
  type Worker,
  type WorkerOptions,
  withBackend,
} from 'bullmq';
import { MINUTE, SECOND } from '../src/core/time.ts';

/** Where the queues live: Redis where there is one, PostgreSQL elsewhere. */
export type QueueSettings = { redis: string } | { postgres: string };

/** What we use of a queue, on either server. */
export type AnyQueue = Pick<
  Queue,
  | 'add'
  | 'getJobCounts'
  | 'getJobSchedulers'
  | 'upsertJobScheduler'
  | 'removeJobScheduler'
  | 'waitUntilReady'
  | 'close'
> & { on(event: 'error', listener: (error: Error) => void): unknown };
export type AnyWorker = Pick<Worker, 'close'> & {
  on(event: 'error', listener: (error: Error) => void): unknown;
};

/** Longer than a worker waits for the next piece (`drainDelay`): a line that is silent for so long is dead, and is laid anew. */
const LONGEST_SILENCE = 90 * SECOND;
const TO_CONNECT = 10 * SECOND;
const RECONNECT = 2 * SECOND;

/** BullMQ bound to one server. The same queues and workers on either; what differs is only how a connection is made. */
export interface Broker {
  kind: 'redis' | 'postgres';
  queue(name: string): AnyQueue;
  worker(
    name: string,
    run: Processor<unknown, void>,
    options: Omit<WorkerOptions<unknown>, 'connection'>,
  ): AnyWorker;
}

/** `space` keeps the queues of one sysmon apart from others on the same server: a key prefix in Redis, a schema in PostgreSQL. */
export function openBroker(settings: QueueSettings, space = 'sysmon_jobs'): Broker {
  return 'redis' in settings ? redisBroker(settings.redis, space) : postgresBroker(settings.postgres, space);
}

function redisBroker(url: string, prefix: string): Broker {
  const { Queue, Worker } = withBackend(createRedisBackend);
  const connection = {
    url,
    maxRetriesPerRequest: null,
    socketTimeout: LONGEST_SILENCE,
    connectTimeout: TO_CONNECT,
    retryStrategy: (tries: number) => Math.min(tries * 200, RECONNECT),
  };
  return {
    kind: 'redis',
    queue: (name) => new Queue(name, { connection, prefix }),
    worker: (name, run, options) => new Worker(name, run, { ...options, connection, prefix }),
  };
}

/**
 * Each queue and worker has a small pool of its own, and a LISTEN connection: an idle worker sleeps until PostgreSQL wakes it. Connections outlive
 * the time between two jobs, since to open one costs more than a job.
 */
function postgresBroker(url: string, schema: string): Broker {
  const { Queue, Worker } = withBackend(createPostgresBackend);
  const connection = {
    connectionString: url,
    schema,
    migrate: true,
    max: 2,
    idleTimeoutMillis: MINUTE,
    connectionTimeoutMillis: TO_CONNECT,
    query_timeout: MINUTE,
    keepAlive: true,
    application_name: 'sysmon-jobs',
  };
  return {
    kind: 'postgres',
    queue: (name) => new Queue(name, { connection }),
    worker: (name, run, options) => new Worker(name, run, { ...options, connection }),
  };
}
