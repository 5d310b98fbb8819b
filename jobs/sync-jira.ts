import type { Tickets } from '../src/jira/tickets.ts';
import { type Job, job } from './job.ts';

/**
 * Reads what people did in Jira: a done ticket resolves its alert. Also asks again for tickets whose job got lost. Idle where Jira is not set
 * up.
 */
export function syncJiraJob(tickets: Tickets | undefined): Job {
  return job('sync-jira', async () => tickets?.sync());
}
