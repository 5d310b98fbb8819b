import { expect, onTestFinished, test } from 'vitest';
import { MINUTE } from '../../src/core/time.ts';
import { freshDatabase } from '../support/database.ts';
import { mortalRedis } from '../support/mortal/mortal-redis.ts';
import { rideOut } from '../support/team/outage.ts';
import type { Team } from '../support/team/team.ts';

const databases = { killed: await freshDatabase(), frozen: await freshDatabase() };

/** Questions are answered as ever, and health says what is wrong. */
async function isAnswered({ ask }: Team): Promise<void> {
  const [answer, health] = await Promise.all([ask('errors api last 1h', 'maya'), ask('health', 'jonas')]);
  expect(answer).toContain('error');
  expect(answer).not.toContain('reach');
  expect(health).toContain('the queues do not answer');
}

test.each(['killed', 'frozen'] as const)(
  'Redis %s and back: all is there once, and questions are answered meanwhile',
  async (how) => {
    const server = await mortalRedis();
    onTestFinished(server.stop);
    await rideOut(databases[how], server.variables, {
      away: () => (how === 'killed' ? server.kill() : server.freeze()),
      back: () => (how === 'killed' ? server.start() : server.thaw()),
      meanwhile: isAnswered,
      settled: async () => {},
    });
  },
  4 * MINUTE,
);
