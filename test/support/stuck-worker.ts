import { env } from 'node:process';
import { openBroker } from '../../jobs/broker.ts';
import { job } from '../../jobs/job.ts';
import { createRunLog } from '../../jobs/run-log.ts';
import { startWorkers } from '../../jobs/worker.ts';
import { idleContext } from './idle-context.ts';

/** A worker in a process of its own that takes a piece and never ends it: to be killed. */
const { QUEUE = '{}', SPACE = '', LOCK = '' } = env;
const stuck = job('notify', async () => {
  console.log('it has begun');
  await new Promise(() => {});
});
const context = idleContext(async () => {});
const runs = createRunLog(context.store.documents, context.clock, context.log);
startWorkers(openBroker(JSON.parse(QUEUE), SPACE), [stuck], context, runs, Number(LOCK));
