import { isToldUpTo } from '../src/aggregate/countable.ts';
import { type DigestTimes, dueDigest } from '../src/core/digest-time.ts';
import type { SlackDelivery } from '../src/slack/delivery/delivery.ts';
import { type Job, job } from './job.ts';

/**
 * Posts the digest that is due, if one is, once all of its time was read and counted. Run often: which one that is follows from the time, so a lost
 * run is made up by the next.
 */
export function digestJob(times: DigestTimes, delivery: Pick<SlackDelivery, 'digest'>): Job {
  return job('digest', async (_, { store, clock }) => {
    const due = dueDigest(times, clock.now());
    if (due && (await isToldUpTo(store.documents, due.window.to))) await delivery.digest(due);
  });
}
