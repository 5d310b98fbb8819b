import { RejectedError, UpstreamError } from '../core/errors.ts';
import { isRefusal, refusal } from '../core/refusal.ts';
import type { Ticket } from '../core/ticket.ts';
import { MINUTE, SECOND } from '../core/time.ts';
import type { Kept } from '../store/collection.ts';
import { type Desk, pageOf } from './desk.ts';
import { fieldsOf } from './fields.ts';
import type { Issue } from './issues.ts';
import { highestNumber, lookFor } from './look.ts';

/** How long a POST may still take effect: until then it is either someone else's, or looked for and not repeated. */
const SETTLE = MINUTE;
const LOOK_AGAIN = 5 * SECOND;

/**
 * Brings a wish to Jira, once: the intent is written, then the issue is created. Where an intent is there already, a worker is at it, or has
 * died or been left in doubt: then the issue is looked for, and only created when the earlier POST can't land any more.
 */
export async function createIssue(desk: Desk, kept: Kept<Ticket>): Promise<Kept<Ticket>> {
  const { project, label, intent } = kept.data;
  if (!intent) return post(desk, kept, await highestNumber(desk.issues, project));
  const settled = intent.at + SETTLE - desk.clock.now();
  if (settled > 0 && !intent.doubtful) throw busy(settled);
  const look = await lookFor(desk.issues, project, label, intent.after);
  if (look.issue) return adopt(desk, kept.data, look.issue);
  if (!look.complete) await moveOn(desk, kept.data, look.upTo);
  if (settled > 0 || !look.complete) throw notSeenYet();
  return post(desk, kept, look.upTo);
}

async function post(desk: Desk, kept: Kept<Ticket>, after: number): Promise<Kept<Ticket>> {
  const ticket = kept.data;
  const alert = ticket.alertId ? (await desk.alerts.get(ticket.alertId))?.data : undefined;
  const intent = { at: desk.clock.now(), after, doubtful: false };
  const claimed = await desk.tickets.change(ticket.id, (now) =>
    now && !now.key && now.intent?.at === ticket.intent?.at ? { ...now, intent } : refusal('taken'),
  );
  if (isRefusal(claimed)) throw busy(SETTLE);
  if (desk.clock.now() - intent.at > SETTLE / 2) throw busy(SETTLE);
  try {
    return await adopt(desk, claimed.data, await desk.issues.create(fieldsOf(claimed.data, alert)));
  } catch (error) {
    return await afterFailure(desk, claimed.data, error);
  }
}

/** A refusal is for people to mend; after an outage the intent says whether Jira may have done it. */
async function afterFailure(desk: Desk, ticket: Ticket, error: unknown): Promise<Kept<Ticket>> {
  const mine = (change: (now: Ticket) => Ticket) =>
    desk.tickets.change<never>(ticket.id, (now = ticket) =>
      now.intent?.at === ticket.intent?.at ? change(now) : now,
    );
  if (error instanceof RejectedError) {
    const problem = `${error.message} ${error.advice}`;
    return mine((now) => ({ ...now, state: 'failed', problem, intent: undefined }));
  }
  if (!(error instanceof UpstreamError)) throw error;
  if (error.doubtful)
    await mine((now) => ({ ...now, intent: now.intent && { ...now.intent, doubtful: true } }));
  else await mine((now) => ({ ...now, intent: undefined }));
  throw error;
}

function adopt(desk: Desk, ticket: Ticket, issue: Pick<Issue, 'id' | 'key'>): Promise<Kept<Ticket>> {
  const found = { key: issue.key, issueId: issue.id, url: pageOf(desk.settings, issue.key) };
  return desk.tickets.change<never>(ticket.id, (now = ticket) =>
    now.key ? now : { ...now, ...found, state: 'open', intent: undefined, problem: undefined },
  );
}

/** What was read is other people's for ever: the next look starts after it. */
async function moveOn(desk: Desk, ticket: Ticket, after: number): Promise<void> {
  await desk.tickets.change<never>(ticket.id, (now = ticket) =>
    now.intent?.at === ticket.intent?.at && now.intent ? { ...now, intent: { ...now.intent, after } } : now,
  );
}

function busy(retryAfter: number): UpstreamError {
  return new UpstreamError('JIRA_BUSY', 'another worker is creating this ticket', { retryAfter });
}

function notSeenYet(): UpstreamError {
  const words = 'the last create is in doubt, and the issue is not to be seen yet';
  return new UpstreamError('JIRA_DOUBT', words, { retryAfter: LOOK_AGAIN });
}
