import type { Alert } from '../../src/core/alert.ts';
import { UpstreamError } from '../../src/core/errors.ts';
import type { Person } from '../../src/core/person.ts';
import { type Refusal, refusal } from '../../src/core/refusal.ts';
import type { Ticket } from '../../src/core/ticket.ts';
import { SECOND } from '../../src/core/time.ts';
import { within } from '../../src/core/within.ts';
import type { TicketDraft } from '../../src/jira/tickets.ts';
import { inZone } from '../../src/slack/charts/native.ts';
import { oneLine } from '../../src/slack/text.ts';
import type { Kept } from '../../src/store/collection.ts';
import type { HandlerContext } from '../handler.ts';

export const NO_JIRA =
  'Jira is not set up: add it to sysmon.yaml, or set JIRA_HOST, JIRA_EMAIL and JIRA_API_TOKEN';

/** One alert, one ticket: however often it is asked for. */
export function ticketIdOfAlert(alertId: string): string {
  return alertId;
}

/** One thread, one ticket. */
export function ticketIdOfThread(channel: string, ts: string): string {
  return `${channel}-${ts.replace('.', '-')}`.toLowerCase();
}

export function summaryOf(alert: Alert): string {
  return oneLine(alert.title, 255);
}

/** A beginning to write on; what was seen and the error codes are put below it as tables. */
export function descriptionOf({ reason, startedAt }: Alert): string {
  return `${reason}, since ${inZone(startedAt, 'UTC', 'yyyy-MM-dd HH:mm')} UTC.`;
}

/** Then a person without a form is told. */
const TO_ANSWER = 2 * SECOND;
const silent = () => new UpstreamError('JIRA_SILENT', 'Jira does not answer just now');

/** A ticket without a form: project, type and priority are Jira's first choices. */
export async function requestForAlert(
  alert: Alert,
  person: Person,
  { tickets }: HandlerContext,
): Promise<Kept<Ticket> | Refusal> {
  if (!tickets) return refusal(NO_JIRA);
  const { projects, issueTypes } = await within(TO_ANSWER, tickets.choices(), silent);
  const [project] = projects;
  const issueType = issueTypes.find(({ name }) => name.toLowerCase() === 'bug') ?? issueTypes[0];
  if (!project || !issueType) return refusal('Jira offers no project that sysmon may write to');
  const draft: TicketDraft = {
    id: ticketIdOfAlert(alert.id),
    project: project.id,
    issueType: issueType.id,
    summary: summaryOf(alert),
    description: descriptionOf(alert),
    alertId: alert.id,
    quotes: [],
  };
  return tickets.request(draft, person);
}
