import { afterEach, describe, expect, onTestFinished, test } from 'vitest';
import { openBroker } from '../../jobs/broker.ts';
import { job } from '../../jobs/job.ts';
import { SECOND } from '../../src/core/time.ts';
import { startChild } from '../support/child.ts';
import { newSpace, queueBackends, queueWorld } from './queue-world.ts';

/** Much less than in earnest, so that a death shows soon. */
const LOCK = SECOND;

describe.each(await queueBackends())('a worker that is killed, on %s', (_name, settings) => {
  const { open, close } = queueWorld(settings);
  afterEach(close);

  test('leaves its piece to the next one, as often as it takes', async () => {
    const space = newSpace();
    const { queues, workers } = await open([], openBroker(settings, space), LOCK);
    await workers.close(0);
    await queues.enqueue('notify', { alertId: 'A-1' }, { id: 'A-1' });
    for (const _death of [1, 2]) {
      const variables = { QUEUE: JSON.stringify(settings), SPACE: space, LOCK: String(LOCK) };
      const child = startChild('test/support/stuck-worker.ts', variables);
      onTestFinished(async () => void (await child.end('SIGKILL')));
      await child.says('it has begun');
      expect(await child.end('SIGKILL')).toBe('SIGKILL');
    }
    const done = Promise.withResolvers<string>();
    await open(
      [job('notify', async ({ alertId }) => done.resolve(alertId))],
      openBroker(settings, space),
      LOCK,
    );
    expect(await done.promise).toBe('A-1');
  });
});
