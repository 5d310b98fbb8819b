import { SECOND } from '../src/core/time.ts';
import type { Enqueue } from '../src/core/work.ts';
import type { Tickets } from '../src/jira/tickets.ts';
import { type Job, job } from './job.ts';

/** Jira tells us nothing by itself, and a message is to be current within seconds. */
const LOOK_AGAIN_AFTER = 3 * SECOND;

/**
 * Reads what people did in Jira: a done ticket resolves its alert. Also asks again for tickets whose job got lost. While a ticket is open it keeps
 * itself going; without one the timetable's look is all there is. Idle where Jira is not set up.
 */
export function syncJiraJob(tickets: Tickets | undefined): Job {
  return job('sync-jira', async (_, { enqueue }) => {
    if (!tickets) return;
    await tickets.sync();
    if ((await tickets.list({ states: ['open'] })).length > 0) await lookAgain(enqueue);
  });
}

export async function lookAgain(enqueue: Enqueue): Promise<void> {
  await enqueue('sync-jira', {}, { id: 'all', delay: LOOK_AGAIN_AFTER });
}
