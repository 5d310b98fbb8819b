import type { Alert } from '../core/alert.ts';
import { RejectedError, UpstreamError } from '../core/errors.ts';
import { isRefusal, refusal } from '../core/refusal.ts';
import type { Ticket } from '../core/ticket.ts';
import { MINUTE, SECOND } from '../core/time.ts';
import type { Kept } from '../store/collection.ts';
import { type Desk, pageOf } from './desk.ts';
import { fieldsOf } from './fields.ts';
import type { Issue } from './issues.ts';
import { highestNumber, lookFor } from './look.ts';

type Intent = NonNullable<Ticket['intent']>;

/** How long a POST may still take effect: until then it is either someone else's, or looked for and not repeated. */
const SETTLE = MINUTE;
const LOOK_AGAIN = 5 * SECOND;

/**
 * Brings a wish to Jira, once: the intent is written, then the issue is created. Where an intent is there already, a worker is at it, or has
 * died or been left in doubt: then the issue is looked for, and only created when the earlier POST can't land any more. A refusal ends in a
 * failed ticket that says what to mend.
 */
export async function createIssue(desk: Desk, kept: Kept<Ticket>): Promise<Kept<Ticket>> {
  try {
    return await bringAbout(desk, kept);
  } catch (error) {
    if (!(error instanceof RejectedError)) throw error;
    const problem = `${error.message} ${error.advice}`;
    return desk.tickets.change<never>(kept.data.id, (now = kept.data) =>
      now.key ? now : { ...now, state: 'failed', problem },
    );
  }
}

async function bringAbout(desk: Desk, kept: Kept<Ticket>): Promise<Kept<Ticket>> {
  const { project, label, intent } = kept.data;
  if (!intent) return post(desk, kept.data, await highestNumber(desk.issues, project));
  const settled = intent.at + SETTLE - desk.clock.now();
  if (settled > 0 && !intent.doubtful) throw busy(settled);
  const look = await lookFor(desk.issues, project, label, intent.after);
  if (look.issue) return adopt(desk, kept.data, look.issue);
  if (!look.complete) await changeIntent(desk, kept.data, (now) => ({ ...now, after: look.upTo }));
  if (settled > 0 || !look.complete) throw notSeenYet();
  return post(desk, kept.data, look.upTo);
}

async function post(desk: Desk, ticket: Ticket, after: number): Promise<Kept<Ticket>> {
  const alert = ticket.alertId ? (await desk.alerts.get(ticket.alertId))?.data : undefined;
  const intent = { at: desk.clock.now(), after, doubtful: false };
  const claimed = await desk.tickets.change(ticket.id, (now) =>
    now && !now.key && now.intent?.at === ticket.intent?.at ? { ...now, intent } : refusal('taken'),
  );
  const slept = desk.clock.now() - intent.at > SETTLE / 2;
  if (isRefusal(claimed) || slept) throw busy(SETTLE);
  return adopt(desk, claimed.data, await send(desk, claimed.data, alert));
}

async function send(desk: Desk, ticket: Ticket, alert: Alert | undefined) {
  try {
    return await desk.issues.create(fieldsOf(ticket, alert));
  } catch (error) {
    const undone = error instanceof RejectedError || (error instanceof UpstreamError && !error.doubtful);
    await changeIntent(desk, ticket, (intent) => (undone ? undefined : { ...intent, doubtful: true }));
    throw error;
  }
}

function adopt(desk: Desk, ticket: Ticket, issue: Pick<Issue, 'id' | 'key'>): Promise<Kept<Ticket>> {
  const found = { key: issue.key, issueId: issue.id, url: pageOf(desk.settings, issue.key) };
  return desk.tickets.change<never>(ticket.id, (now = ticket) =>
    now.key ? now : { ...now, ...found, state: 'open', intent: undefined, problem: undefined },
  );
}

/** Changes the intent, unless another worker has set a newer one. */
async function changeIntent(
  desk: Desk,
  { id, intent }: Ticket,
  change: (intent: Intent) => Intent | undefined,
): Promise<void> {
  await desk.tickets.change(id, (now) =>
    now?.intent && now.intent.at === intent?.at ? { ...now, intent: change(now.intent) } : refusal('taken'),
  );
}

function busy(retryAfter: number): UpstreamError {
  return new UpstreamError('JIRA_BUSY', 'another worker is creating this ticket', { retryAfter });
}

function notSeenYet(): UpstreamError {
  const words = 'the last create is in doubt, and the issue is not to be seen yet';
  return new UpstreamError('JIRA_DOUBT', words, { retryAfter: LOOK_AGAIN });
}
