import { afterEach, describe, expect, test } from 'vitest';
import { openBroker } from '../../jobs/broker.ts';
import { job } from '../../jobs/job.ts';
import { systemClock } from '../../src/core/time.ts';
import { openMemoryStore } from '../support/memory-store.ts';
import { newSpace, queueBackends, queueWorld } from './queue-world.ts';

describe.each(await queueBackends())('the timetable on %s', (_name, settings) => {
  const { open, schedule, close } = queueWorld(settings);
  afterEach(close);

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

  test('a schedule that three processes share runs once a turn', async () => {
    const runs: number[] = [];
    const jobs = [job('sweep', async () => void runs.push(Date.now()))];
    const broker = openBroker(settings, newSpace());
    const [first] = await Promise.all([open(jobs, broker), open(jobs, broker), open(jobs, broker)]);
    await schedule([{ name: 'sweep', every: 300 }], first.queues, first.store.documents);
    await expect.poll(() => runs.length, { timeout: 5_000 }).toBeGreaterThanOrEqual(8);
    const [begun = 0] = runs;
    expect(new Set(runs.map((at) => Math.round((at - begun) / 300))).size).toBeGreaterThanOrEqual(7);
    expect((runs[7] ?? 0) - begun).toBeGreaterThanOrEqual(6 * 300);
  });

  test('a timetable goes on after all processes were away', async () => {
    let runs = 0;
    const jobs = [job('sweep', async () => void runs++)];
    const space = newSpace();
    const { queues, store, workers } = await open(jobs, openBroker(settings, space));
    const unwatch = await schedule([{ name: 'sweep', every: 300 }], queues, store.documents);
    await expect.poll(() => runs).toBeGreaterThanOrEqual(1);
    unwatch();
    await workers.close(0);
    await queues.close();
    const before = runs;
    await open(jobs, openBroker(settings, space));
    await expect.poll(() => runs, { timeout: 5_000 }).toBeGreaterThanOrEqual(before + 3);
  });

  test('who stops lets the running piece end, and leaves the waiting one to others', async () => {
    const gate = Promise.withResolvers<void>();
    const done: string[] = [];
    const slow = job('detect', async () => {
      if (done.push('begun') === 1) await gate.promise;
      done.push('ended');
    });
    const broker = openBroker(settings, newSpace());
    const { queues, workers } = await open([slow], broker);
    await queues.enqueue('detect', {});
    await queues.enqueue('detect', {});
    await expect.poll(() => done).toEqual(['begun']);
    const closed = workers.close(10_000);
    gate.resolve();
    await closed;
    expect(done).toEqual(['begun', 'ended']);
    await open([slow], broker);
    await expect.poll(() => done, { timeout: 5_000 }).toEqual(['begun', 'ended', 'begun', 'ended']);
  });

  test('a piece that takes too long is told to hurry when its worker stops', async () => {
    const begun = Promise.withResolvers<void>();
    const { queues, workers } = await open([
      job('detect', async (_, { signal }) => {
        begun.resolve();
        await new Promise((resolve) => signal.addEventListener('abort', resolve));
      }),
    ]);
    await queues.enqueue('detect', {});
    await begun.promise;
    await workers.close(100);
  });

  test('six processes that start together leave every schedule alive', async () => {
    const broker = openBroker(settings, newSpace());
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
