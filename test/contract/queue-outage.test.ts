import { afterEach, describe, expect, onTestFinished, test } from 'vitest';
import type { QueueSettings } from '../../jobs/broker.ts';
import { job } from '../../jobs/job.ts';
import { UpstreamError } from '../../src/core/errors.ts';
import { MINUTE, SECOND } from '../../src/core/time.ts';
import { mortalPostgres } from '../support/mortal/mortal-postgres.ts';
import { mortalRedis } from '../support/mortal/mortal-redis.ts';
import type { MortalServer } from '../support/mortal/mortal-server.ts';
import { queueWorld } from './queue-world.ts';

const SERVERS: [string, () => Promise<MortalServer>, (url: string) => QueueSettings][] = [
  ['PostgreSQL', mortalPostgres, (postgres) => ({ postgres })],
  ['Redis', mortalRedis, (redis) => ({ redis })],
];
const ENOUGH = { timeout: 20 * SECOND, interval: 50 };

describe.each(SERVERS)('when the %s of the queues is away', (_name, start, settingsOf) => {
  let close = async () => {};
  afterEach(() => close());

  /** Each piece has a number, and what was done is a list of them. */
  async function busyQueue() {
    const server = await start();
    onTestFinished(server.stop);
    const world = queueWorld(settingsOf(server.url));
    close = world.close;
    const done = new Set<string>();
    let turns = 0;
    const { queues, store } = await world.open([
      job('notify', async ({ alertId }) => void done.add(alertId)),
      job('sweep', async () => void turns++),
    ]);
    await world.schedule([{ name: 'sweep', every: 500 }], queues, store.documents);
    const ask = (id: string, delay = 0) => queues.enqueue('notify', { alertId: id }, { id, delay });
    return { server, queues, ask, done, turns: () => turns };
  }

  test(
    'killed and started again in the middle, it has lost nothing, and the timetable goes on',
    async () => {
      const { server, ask, done, turns } = await busyQueue();
      const ids = Array.from({ length: 40 }, (_, index) => `A-${index}`);
      await Promise.all(ids.map((id, index) => ask(id, index * 50)));
      await expect.poll(() => done.size).toBeGreaterThan(5);
      await server.kill();
      const before = turns();
      await server.start();
      await expect.poll(() => done.size, ENOUGH).toBe(40);
      await expect.poll(turns, ENOUGH).toBeGreaterThan(before + 2);
      await ask('A-after');
      await expect.poll(() => done.has('A-after'), ENOUGH).toBe(true);
    },
    MINUTE,
  );

  test(
    'frozen, it costs whoever asks a second and undoes nothing; then what was asked is done',
    async () => {
      const { server, queues, ask, done } = await busyQueue();
      await server.freeze();
      const asked = performance.now();
      await expect(ask('A-1')).rejects.toThrow(UpstreamError);
      await expect(queues.depth()).rejects.toThrow("can't be reached");
      await queues.hint('notify', { alertId: 'A-2' }, { id: 'A-2' });
      expect(performance.now() - asked).toBeLessThan(4 * SECOND);
      await server.thaw();
      await ask('A-3');
      await expect.poll(() => [...done].sort(), ENOUGH).toContain('A-3');
    },
    MINUTE,
  );
});
