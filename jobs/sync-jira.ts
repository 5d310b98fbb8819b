import type { Tickets } from '../src/jira/tickets.ts';
import { type Job, job } from './job.ts';

/** Reads what people did in Jira: a done ticket resolves its alert. Also asks again for tickets whose job got lost. */
export function syncJiraJob(tickets: Tickets): Job {
  return job('sync-jira', () => tickets.sync());
}
