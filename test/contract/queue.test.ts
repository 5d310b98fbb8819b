import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, inject, test } from 'vitest';
import { type Broker, openBroker, type QueueSettings } from '../../jobs/broker.ts';
import { type Job, job } from '../../jobs/job.ts';
import { openQueues, type Queues } from '../../jobs/queue.ts';
import { createRunLog, JobRuns } from '../../jobs/run-log.ts';
import { type Entry, keepSchedule } from '../../jobs/schedule.ts';
import { startWorkers } from '../../jobs/worker.ts';
import { RejectedError, UpstreamError } from '../../src/core/errors.ts';
import { silentLog } from '../../src/core/log.ts';
import { systemClock } from '../../src/core/time.ts';
import { collection } from '../../src/store/collection.ts';
import { freshDatabase } from '../support/database.ts';
import { openMemoryStore } from '../support/memory-store.ts';

const redis = inject('redisUrl');
const backends: [string, QueueSettings][] = [['PostgreSQL', { postgres: await freshDatabase() }]];
if (redis) backends.push(['Redis', { redis }]);

describe.each(backends)('the queue on %s', (_name, settings) => {
  const closing: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close();
  });

  async function open(jobs: Job[], broker: Broker = openBroker(settings, `t${randomUUID().slice(0, 8)}`)) {
    const store = openMemoryStore({ clock: systemClock });
    const queues = await openQueues(broker, silentLog);
    closing.push(() => queues.close());
    const context = { store, enqueue: queues.enqueue, clock: systemClock, log: silentLog } as never;
    const workers = startWorkers(
      broker,
      jobs,
      context,
      createRunLog(store.documents, systemClock, silentLog),
    );
    closing.push(() => workers.close(0));
    return { broker, store, queues };
  }

  async function schedule(timetable: Entry[], queues: Queues, documents: Parameters<typeof keepSchedule>[2]) {
    const stop = await keepSchedule(timetable, queues, documents, systemClock, silentLog);
    closing.push(async () => stop());
  }

  test('a piece of work reaches its job with its payload', async () => {
    const seen = Promise.withResolvers<string>();
    const { queues } = await open([job('notify', async ({ alertId }) => seen.resolve(alertId))]);
    await queues.enqueue('notify', { alertId: 'A-1' });
    expect(await seen.promise).toBe('A-1');
  });

  test('what fails upstream is tried again after the time the other side asked for', async () => {
    const tries: number[] = [];
    const done = Promise.withResolvers<void>();
    const { queues } = await open([
      job('notify', async () => {
        tries.push(Date.now());
        if (tries.length === 1) throw new UpstreamError('SLACK_RATE', 'slow down', { retryAfter: 1_500 });
        done.resolve();
      }),
    ]);
    await queues.enqueue('notify', { alertId: 'A-1' });
    await done.promise;
    expect(tries[1]! - tries[0]!).toBeGreaterThanOrEqual(1_400);
  });

  test('what was rejected is never tried again, and its error is kept for people', async () => {
    let tries = 0;
    const { queues, store } = await open([
      job('ticket', async () => {
        tries++;
        throw new RejectedError('JIRA_PROJECT', 'no project OPS', 'Set JIRA_PROJECT.');
      }),
      job('notify', async () => {}),
    ]);
    await queues.enqueue('ticket', { ticketId: 'T-1' });
    await expect
      .poll(async () => (await queues.depth()).find(({ lane }) => lane === 'deliver')?.failed)
      .toBe(1);
    expect(tries).toBe(1);
    const runs = await collection(store.documents, 'job', JobRuns).get('ticket');
    expect(runs?.data).toMatchObject({ ok: false, error: 'JIRA_PROJECT: no project OPS. Set JIRA_PROJECT.' });
  });

  test('asked ten times while it runs, a piece runs once more, and never beside itself', async () => {
    const gate = Promise.withResolvers<void>();
    const again = Promise.withResolvers<void>();
    let runs = 0;
    let beside = 0;
    const { queues } = await open([
      job('notify', async () => {
        beside++;
        expect(beside).toBe(1);
        runs++;
        if (runs === 1) await gate.promise;
        else again.resolve();
        beside--;
      }),
    ]);
    await queues.enqueue('notify', { alertId: 'A-1' }, { id: 'A-1' });
    await expect.poll(() => runs).toBe(1);
    await Promise.all(
      Array.from({ length: 10 }, () => queues.enqueue('notify', { alertId: 'A-1' }, { id: 'A-1' })),
    );
    gate.resolve();
    await again.promise;
    await expect.poll(async () => (await queues.depth()).every(({ waiting }) => waiting === 0)).toBe(true);
    expect(runs).toBe(2);
  });

  test('a timetable repeats, and changes when it is written anew', async () => {
    let runs = 0;
    const twice = Promise.withResolvers<void>();
    const { queues, store } = await open([
      job('sweep', async () => {
        runs++;
        if (runs === 2) twice.resolve();
      }),
    ]);
    await schedule([{ name: 'sweep', every: 500 }], queues, store.documents);
    await twice.promise;
    const other = openMemoryStore({ clock: systemClock });
    await schedule([{ name: 'detect', every: 60_000 }], queues, other.documents);
    expect((await queues.of('deliver').getJobSchedulers()).map(({ key }) => key)).toEqual([]);
    expect((await queues.of('compute').getJobSchedulers()).map(({ key }) => key)).toEqual(['detect']);
  });

  test('six processes that start together leave every schedule alive', async () => {
    const broker = openBroker(settings, `t${randomUUID().slice(0, 8)}`);
    const store = openMemoryStore({ clock: systemClock });
    let runs = 0;
    const jobs = [job('sweep', async () => void runs++)];
    const all = await Promise.all(Array.from({ length: 6 }, () => open(jobs, broker)));
    await Promise.all(
      all.map(({ queues }) => schedule([{ name: 'sweep', every: 400 }], queues, store.documents)),
    );
    await expect.poll(() => runs, { timeout: 5_000 }).toBeGreaterThanOrEqual(3);
  });
});
