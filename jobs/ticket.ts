import type { Tickets } from '../src/jira/tickets.ts';
import { type Job, job } from './job.ts';
import { lookAgain } from './sync-jira.ts';

/**
 * Brings one ticket to Jira: it looks before it creates, so that running it again changes nothing. From then on what people do there is followed.
 * Idle where Jira is not set up.
 */
export function ticketJob(tickets: Tickets | undefined): Job {
  return job('ticket', async ({ ticketId }, { enqueue }) => {
    if (!tickets) return;
    await tickets.deliver(ticketId);
    await lookAgain(enqueue);
  });
}
