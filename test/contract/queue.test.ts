import { afterEach, describe, expect, test } from 'vitest';
import { job } from '../../jobs/job.ts';
import { JobRuns } from '../../jobs/run-log.ts';
import { RejectedError, UpstreamError } from '../../src/core/errors.ts';
import { collection } from '../../src/store/collection.ts';
import { queueBackends, queueWorld } from './queue-world.ts';

describe.each(await queueBackends())('the queue on %s', (_name, settings) => {
  const { open, close } = queueWorld(settings);
  afterEach(close);

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

  test('without a word of the other side it is tried again after a second, then two', async () => {
    const tries: number[] = [];
    const done = Promise.withResolvers<void>();
    const { queues } = await open([
      job('notify', async () => {
        tries.push(Date.now());
        if (tries.length === 3) return done.resolve();
        throw new UpstreamError('http_503', 'not now');
      }),
    ]);
    await queues.enqueue('notify', { alertId: 'A-1' });
    await done.promise;
    const [first = 0, second = 0, third = 0] = tries;
    expect(second - first).toBeGreaterThanOrEqual(700);
    expect(third - second).toBeGreaterThanOrEqual(1_400);
  });

  test('a piece for later is not done before', async () => {
    const seen = Promise.withResolvers<number>();
    const { queues } = await open([job('notify', async () => seen.resolve(Date.now()))]);
    const asked = Date.now();
    await queues.enqueue('notify', { alertId: 'A-1' }, { delay: 1_000 });
    expect((await seen.promise) - asked).toBeGreaterThanOrEqual(990);
  });

  test('workers of ours that wait for each other are no failure', async () => {
    let tries = 0;
    const done = Promise.withResolvers<void>();
    const { queues, store } = await open([
      job('notify', async () => {
        tries++;
        if (tries > 1) return done.resolve();
        throw new UpstreamError('in_progress', 'another worker is at it', { retryAfter: 10 });
      }),
    ]);
    await queues.enqueue('notify', { alertId: 'A-1' });
    await done.promise;
    const runs = collection(store.documents, 'job', JobRuns);
    await expect.poll(async () => (await runs.get('notify'))?.data).toMatchObject({ ok: true, failures: 0 });
    expect((await runs.get('notify'))?.version).toBe(1);
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
});
