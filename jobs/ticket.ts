import type { Tickets } from '../src/jira/tickets.ts';
import { type Job, job } from './job.ts';

/** Brings one ticket to Jira: it looks before it creates, so that running it again changes nothing. */
export function ticketJob(tickets: Tickets): Job {
  return job('ticket', ({ ticketId }) => tickets.deliver(ticketId));
}
