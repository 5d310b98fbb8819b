import { randomUUID } from 'node:crypto';
import { inject } from 'vitest';
import { type Broker, openBroker, type QueueSettings } from '../../jobs/broker.ts';
import type { Job } from '../../jobs/job.ts';
import { openQueues, type Queues } from '../../jobs/queue.ts';
import { createRunLog } from '../../jobs/run-log.ts';
import { type Entry, keepSchedule } from '../../jobs/schedule.ts';
import { startWorkers, type Workers } from '../../jobs/worker.ts';
import { silentLog } from '../../src/core/log.ts';
import { systemClock } from '../../src/core/time.ts';
import type { DocumentStore } from '../../src/store/document-store.ts';
import type { Store } from '../../src/store/store.ts';
import { freshDatabase } from '../support/database.ts';
import { idleContext } from '../support/idle-context.ts';

/** Queues and workers of one process, as sysmon starts them. */
export interface OpenQueue {
  broker: Broker;
  store: Store;
  queues: Queues;
  workers: Workers;
}

/** What a test opens, and how all of it is closed. `lock`: how long a worker that says nothing is believed to live, in milliseconds. */
export function queueWorld(settings: QueueSettings) {
  const closing: (() => Promise<void>)[] = [];

  async function open(
    jobs: Job[],
    broker = openBroker(settings, newSpace()),
    lock?: number,
  ): Promise<OpenQueue> {
    const queues = await openQueues(broker, silentLog);
    closing.push(() => queues.close());
    const context = idleContext(queues.enqueue);
    const { store } = context;
    const runs = createRunLog(store.documents, systemClock, silentLog);
    const workers = startWorkers(broker, jobs, context, runs, lock);
    closing.push(() => workers.close(0));
    return { broker, store, queues, workers };
  }

  async function schedule(timetable: Entry[], queues: Queues, documents: DocumentStore): Promise<() => void> {
    const stop = await keepSchedule(timetable, queues, documents, systemClock, silentLog);
    closing.push(async () => stop());
    return stop;
  }

  return {
    open,
    schedule,
    close: async () => {
      for (const close of closing.splice(0).reverse()) await close();
    },
  };
}

/** Both servers that queues live on; call it at the top of a test file. */
export async function queueBackends(): Promise<[string, QueueSettings][]> {
  const postgres = { postgres: await freshDatabase() };
  const redis = inject('redisUrl');
  return redis
    ? [
        ['PostgreSQL', postgres],
        ['Redis', { redis }],
      ]
    : [['PostgreSQL', postgres]];
}

/** A name for queues that nobody else has. */
export function newSpace(): string {
  return `t${randomUUID().slice(0, 8)}`;
}
