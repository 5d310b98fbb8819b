import type { Alerts } from '../src/alerts/alerts.ts';
import { type Job, job } from './job.ts';

export interface SweepOptions {
  alerts: Alerts;
  /** What Slack does not show yet; with more senders, one each. */
  lagging(): Promise<{ alertIds: string[]; ticketIds: string[] }>;
}

/** Heals what a crash or an outage left: asks again for every message that lags, and resolves what is over. */
export function sweepJob({ alerts, lagging }: SweepOptions): Job {
  return job('sweep', async (_, { enqueue }) => {
    await alerts.settle();
    const { alertIds, ticketIds } = await lagging();
    for (const alertId of alertIds) await enqueue('notify', { alertId }, { id: alertId });
    for (const ticketId of ticketIds) await enqueue('ticket', { ticketId }, { id: ticketId });
  });
}
