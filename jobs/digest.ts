import { type DigestTimes, dueDigest } from '../src/core/digest-time.ts';
import type { SlackDelivery } from '../src/slack/delivery/delivery.ts';
import { type Job, job } from './job.ts';

/** Posts the digest that is due, if one is. Run often: which one that is follows from the time, so a lost run is made up by the next. */
export function digestJob(times: DigestTimes, delivery: Pick<SlackDelivery, 'digest'>): Job {
  return job('digest', async (_, { clock }) => {
    const due = dueDigest(times, clock.now());
    if (due) await delivery.digest(due);
  });
}
