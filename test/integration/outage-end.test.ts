import { expect, onTestFinished, test } from 'vitest';
import { MINUTE, SECOND } from '../../src/core/time.ts';
import { startChild } from '../support/child.ts';
import { freshDatabase } from '../support/database.ts';
import { mortalPostgres } from '../support/mortal/mortal-postgres.ts';
import { mortalRedis } from '../support/mortal/mortal-redis.ts';
import { startOutside } from '../support/outside.ts';

const database = await freshDatabase();
/** Docker and Kubernetes wait for thirty seconds where they are told so, as the compose file does. */
const IN_TIME = 27 * SECOND;

test.each([
  ['the store is frozen', mortalPostgres],
  ['the queues are frozen', mortalRedis],
])(
  'while %s, a process ends in time when it is asked to',
  async (_, start) => {
    const server = await start();
    onTestFinished(server.stop);
    const outside = await startOutside({ database });
    onTestFinished(outside.stop);
    const sysmon = startChild('src/main.ts', { ...outside.variables, ...server.variables });
    onTestFinished(async () => void (await sysmon.end('SIGKILL')));
    await sysmon.says('sysmon runs');
    await server.freeze();
    const asked = performance.now();
    expect(await sysmon.end('SIGTERM')).toBe(0);
    expect(performance.now() - asked).toBeLessThan(IN_TIME);
  },
  2 * MINUTE,
);
