import { env } from 'node:process';
import { openBroker } from '../../jobs/broker.ts';
import { startWorkers } from '../../jobs/worker.ts';
import { silentLog } from '../../src/core/log.ts';
import { systemClock } from '../../src/core/time.ts';

/** A worker in a process of its own that takes a piece and never ends it: to be killed. */
const { QUEUE = '{}', SPACE = '', LOCK = '' } = env;
const stuck = {
  name: 'notify' as const,
  run: async () => {
    console.log('it has begun');
    await new Promise(() => {});
  },
};
const context: Parameters<typeof startWorkers>[2] = { clock: systemClock, log: silentLog } as never;
const runs = { record: (_: string, run: () => Promise<void>) => run() };
startWorkers(openBroker(JSON.parse(QUEUE), SPACE), [stuck], context, runs, Number(LOCK));
