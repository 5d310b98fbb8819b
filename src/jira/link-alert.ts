import { resolved, ticketed } from '../alerts/lifecycle.ts';
import type { Alert } from '../core/alert.ts';
import { type Person, SYSMON } from '../core/person.ts';
import type { Ticket } from '../core/ticket.ts';
import type { Kept } from '../store/collection.ts';
import { withComment } from './comments.ts';
import type { Desk } from './desk.ts';
import { between, moment } from './wording.ts';

const JIRA: Person = { id: 'jira', name: 'Jira' };
const RESOLVED = 'alert-resolved';

/** Writes the ticket's id into its alert. */
export async function attach({ alerts }: Desk, { id, alertId, requestedBy }: Ticket): Promise<void> {
  if (alertId) await alerts.change(alertId, (alert) => ticketed(alert, id), requestedBy);
}

/** A done ticket resolves its alert; one that is resolved stays as it is. */
export async function resolveAlert({ alerts, clock }: Desk, alertId: string, key: string): Promise<void> {
  await alerts.change(alertId, (alert) => resolved(alert, JIRA, clock.now(), `Jira: ${key} done`), JIRA);
}

/** True if the alert is over and the issue does not say so yet. */
export async function wantsResolvedComment(desk: Desk, ticket: Ticket): Promise<boolean> {
  return (await resolvedText(desk, ticket)) !== undefined;
}

/** Asks for the one comment that tells the issue of the end of its alert. */
export async function noteResolved(desk: Desk, kept: Kept<Ticket>): Promise<Kept<Ticket>> {
  const text = await resolvedText(desk, kept.data);
  if (!text) return kept;
  const comment = { key: RESOLVED, at: desk.clock.now(), text };
  return desk.tickets.change<never>(kept.data.id, (now = kept.data) => withComment(now, comment));
}

async function resolvedText({ alerts }: Desk, ticket: Ticket): Promise<string | undefined> {
  if (!ticket.alertId || ticket.comments.some(({ key }) => key === RESOLVED)) return undefined;
  const alert = (await alerts.get(ticket.alertId))?.data;
  return alert?.resolved && alert.resolved.by.id !== JIRA.id ? wordsFor(alert, alert.resolved) : undefined;
}

function wordsFor(alert: Alert, { at, by, reason }: NonNullable<Alert['resolved']>): string {
  const who = by.id === SYSMON.id ? '' : ` by ${by.name}`;
  return `sysmon: resolved${who} at ${moment(at)} after ${between(alert.startedAt, at)}. ${reason}`;
}
