import { createHash } from 'node:crypto';
import { RejectedError, UpstreamError } from '../core/errors.ts';
import { isRefusal, refusal } from '../core/refusal.ts';
import type { Ticket, TicketComment } from '../core/ticket.ts';
import { MINUTE } from '../core/time.ts';
import type { Kept } from '../store/collection.ts';
import { type AdfDocument, em, paragraph, prose, text } from './adf.ts';
import type { Desk } from './desk.ts';
import { fitted } from './fit.ts';

/** How long a POST may still take effect. */
const SETTLE = MINUTE;

/** Adds the wish for a comment to a ticket; the same ticket where its key was there already. */
export function withComment(ticket: Ticket, comment: TicketComment): Ticket {
  if (ticket.comments.some(({ key }) => key === comment.key)) return ticket;
  return { ...ticket, comments: [...ticket.comments, comment] };
}

export function hasWaitingComment(ticket: Ticket): boolean {
  return ticket.comments.some((comment) => comment.text !== undefined);
}

/** Posts the comments that wait, in order, each once: after a doubt Jira is read before it is written to. */
export async function deliverComments(desk: Desk, kept: Kept<Ticket>): Promise<void> {
  const { id, key, label, comments } = kept.data;
  if (!key) return;
  for (const comment of comments) {
    if (comment.text === undefined) continue;
    const mark = referenceOf(label, comment.key);
    if (await isThere(desk, key, comment, mark)) await settle(desk, id, comment);
    else await post(desk, id, key, comment, bodyOf(comment.text, mark));
  }
}

async function isThere(desk: Desk, key: string, { triedAt }: TicketComment, mark: string): Promise<boolean> {
  if (triedAt === undefined) return false;
  const wait = triedAt + SETTLE - desk.clock.now();
  if (wait > 0) throw new UpstreamError('JIRA_BUSY', 'a comment is on its way', { retryAfter: wait });
  const bodies = await desk.issues.comments(key);
  return bodies.some((body) => body.includes(mark));
}

async function post(desk: Desk, id: string, key: string, comment: TicketComment, body: AdfDocument) {
  const triedAt = desk.clock.now();
  const claimed = await desk.tickets.change(id, (ticket) => {
    const now = ticket?.comments.find((one) => one.key === comment.key);
    if (!ticket || !now || now.triedAt !== comment.triedAt) return refusal('taken');
    return replaced(ticket, { ...now, triedAt });
  });
  if (isRefusal(claimed))
    throw new UpstreamError('JIRA_BUSY', 'a comment is on its way', { retryAfter: SETTLE });
  try {
    await desk.issues.comment(key, body);
  } catch (error) {
    await afterFailure(desk, id, comment, error);
  }
  await settle(desk, id, comment);
}

/** A comment that Jira refuses is given up: it would be refused again. */
async function afterFailure(desk: Desk, id: string, comment: TicketComment, error: unknown): Promise<void> {
  if (error instanceof RejectedError) {
    desk.log.warn({ ticket: id, comment: comment.key, code: error.code }, 'Jira refused a comment');
    return;
  }
  if (error instanceof UpstreamError && !error.doubtful)
    await desk.tickets.change(id, (ticket) =>
      ticket ? replaced(ticket, { ...comment, triedAt: undefined }) : refusal('gone'),
    );
  throw error;
}

async function settle(desk: Desk, id: string, { key, at }: TicketComment): Promise<void> {
  await desk.tickets.change(id, (ticket) => (ticket ? replaced(ticket, { key, at }) : refusal('gone')));
}

function replaced(ticket: Ticket, comment: TicketComment): Ticket {
  const comments = ticket.comments.map((one) => (one.key === comment.key ? comment : one));
  return { ...ticket, comments };
}

/** A short word that only this comment has, so that it is found again. */
function referenceOf(label: string, key: string): string {
  return `sysmon-${createHash('sha256').update(`${label}/${key}`).digest('hex').slice(0, 12)}`;
}

function bodyOf(words: string, mark: string): AdfDocument {
  return fitted(prose(words), [paragraph(text(mark, em))]);
}
