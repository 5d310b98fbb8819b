import type { Alert } from '../core/alert.ts';
import type { Ticket } from '../core/ticket.ts';
import { clean } from './adf.ts';
import { description } from './description.ts';

/** The `fields` of a create request: only what was chosen, so that a project without priorities or assignees takes it too. */
export function fieldsOf(ticket: Ticket, alert: Alert | undefined): Record<string, unknown> {
  const { project, issueType, priority, assignee, summary, label } = ticket;
  return {
    project: { key: project },
    issuetype: idOrName(issueType),
    summary: clean(summary, 255).replaceAll(/\s+/g, ' ').trim(),
    description: description(ticket, alert),
    labels: ['sysmon', label],
    ...(priority && { priority: idOrName(priority) }),
    ...(assignee && { assignee: { accountId: assignee } }),
  };
}

/** A choice from Jira's lists is an id; a policy that a person wrote is a name. */
function idOrName(value: string): { id: string } | { name: string } {
  return /^\d+$/.test(value) ? { id: value } : { name: value };
}
