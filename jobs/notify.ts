import type { SlackDelivery } from '../src/slack/delivery/delivery.ts';
import { type Job, job } from './job.ts';

/** Brings Slack to the newest version of an alert. It carries no message, so a late run shows what is so by then. */
export function notifyJob(delivery: Pick<SlackDelivery, 'deliver'>): Job {
  return job('notify', ({ alertId }) => delivery.deliver(alertId));
}
