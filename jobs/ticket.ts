import type { Tickets } from '../src/jira/tickets.ts';
import { type Job, job } from './job.ts';

/** Brings one ticket to Jira: it looks before it creates, so that running it again changes nothing. Idle where Jira is not set up. */
export function ticketJob(tickets: Tickets | undefined): Job {
  return job('ticket', async ({ ticketId }) => tickets?.deliver(ticketId));
}
