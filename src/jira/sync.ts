import { RejectedError } from '../core/errors.ts';
import { refusal } from '../core/refusal.ts';
import type { Ticket } from '../core/ticket.ts';
import type { Kept } from '../store/collection.ts';
import { hasWaitingComment } from './comments.ts';
import { type Desk, pageOf } from './desk.ts';
import type { Issue } from './issues.ts';
import { resolveAlert, wantsResolvedComment } from './link-alert.ts';

/** Ids that one search may reconcile, so that it shows their newest state. */
const BATCH = 50;

/** Reads the status of all open tickets, and asks again for what lags: a lost job, an outage. */
export async function syncTickets(desk: Desk): Promise<void> {
  const open = await desk.tickets.find({ where: { state: ['open'] } });
  for (let start = 0; start < open.length; start += BATCH)
    await syncBatch(desk, open.slice(start, start + BATCH));
  const requested = await desk.tickets.find({ where: { state: ['requested'] } });
  for (const { data } of requested) await ask(desk, data.id);
  for (const { data } of open) {
    if (hasWaitingComment(data) || (await wantsResolvedComment(desk, data))) await ask(desk, data.id);
  }
}

function ask({ enqueue }: Desk, ticketId: string): Promise<void> {
  return enqueue('ticket', { ticketId }, { id: ticketId });
}

async function syncBatch(desk: Desk, batch: readonly Kept<Ticket>[]): Promise<void> {
  const found = new Map((await readStatuses(desk, batch)).map((issue) => [issue.id, issue]));
  for (const { data } of batch) {
    const issue = found.get(data.issueId ?? '') ?? (await desk.issues.read(data.key ?? ''));
    await (issue ? take(desk, data, issue) : lose(desk, data));
  }
}

/** Jira refuses the whole search where one issue is gone: then each is read by itself. */
async function readStatuses(desk: Desk, batch: readonly Kept<Ticket>[]): Promise<Issue[]> {
  const ids = batch.flatMap(({ data }) => data.issueId ?? []);
  if (ids.length === 0) return [];
  try {
    return await desk.issues.search(`id in (${ids.join(', ')})`, { limit: ids.length, reconcile: ids });
  } catch (error) {
    if (error instanceof RejectedError && error.code === 'JIRA_400') return [];
    throw error;
  }
}

/** The alert first: a crash in between leaves the ticket open, and the next run does both. */
async function take(desk: Desk, ticket: Ticket, { key, fields: { status } }: Issue): Promise<void> {
  if (!status) return;
  const statusCategory = status.statusCategory.key;
  if (ticket.status === status.name && ticket.statusCategory === statusCategory && ticket.key === key) return;
  const isDone = statusCategory === 'done';
  if (isDone && ticket.alertId) await resolveAlert(desk, ticket.alertId, key);
  const kept = await desk.tickets.change<never>(ticket.id, (now = ticket) => ({
    ...now,
    key,
    url: pageOf(desk.settings, key),
    status: status.name,
    statusCategory,
    state: isDone ? 'done' : 'open',
  }));
  await desk.announce(kept);
}

async function lose(desk: Desk, ticket: Ticket): Promise<void> {
  const problem = `${ticket.key} is gone from Jira: it was deleted, or moved where this account can't see it.`;
  desk.log.warn({ ticket: ticket.id, key: ticket.key }, 'a ticket is gone from Jira');
  const kept = await desk.tickets.change(ticket.id, (now) =>
    now
      ? { ...now, state: 'failed' as const, problem, key: undefined, issueId: undefined, url: undefined }
      : refusal('gone'),
  );
  if (!('refused' in kept)) await desk.announce(kept);
}
