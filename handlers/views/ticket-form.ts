import { isRefusal } from '../../src/core/refusal.ts';
import { CALLBACKS } from '../../src/slack/actions.ts';
import { FIELDS, MAX_SUMMARY, TicketFormSource } from '../../src/slack/cards/ticket-form.ts';
import { type FormErrors, view } from '../handler.ts';
import type { ViewRequest } from '../requests.ts';
import { NO_JIRA } from '../tickets/draft.ts';
import { evidenceOf } from '../tickets/evidence.ts';

/** What is wrong with a field is said at the field; else the modal closes at once, and the link comes to the thread. */
export const ticketForm = view(
  CALLBACKS.ticketForm,
  { role: 'responder' },
  async ({ values, metadata, person }, context) => {
    const faults = faultsOf(values);
    if (faults) return faults;
    const { tickets } = context;
    if (!tickets) return { [FIELDS.summary]: NO_JIRA };
    const source = TicketFormSource.parse(JSON.parse(metadata));
    const quotes = await evidenceOf(context.store.documents, source.id);
    const kept = await tickets.request({ ...source, ...fieldsOf(values), quotes }, person);
    return isRefusal(kept) ? { [FIELDS.summary]: kept.refused } : undefined;
  },
);

function faultsOf(values: ViewRequest['values']): FormErrors {
  const summary = values[FIELDS.summary]?.trim() ?? '';
  const faults: Record<string, string> = {};
  if (summary === '') faults[FIELDS.summary] = 'Say in a line what is wrong.';
  if (summary.length > MAX_SUMMARY)
    faults[FIELDS.summary] = `Jira takes ${MAX_SUMMARY} characters; this has ${summary.length}.`;
  if (!values[FIELDS.project]) faults[FIELDS.project] = 'Choose a project.';
  if (!values[FIELDS.issueType]) faults[FIELDS.issueType] = 'Choose a type.';
  return Object.keys(faults).length > 0 ? faults : undefined;
}

function fieldsOf(values: ViewRequest['values']) {
  const { priority, assignee } = values;
  return {
    project: values[FIELDS.project] ?? '',
    issueType: values[FIELDS.issueType] ?? '',
    summary: values[FIELDS.summary]?.trim() ?? '',
    description: values[FIELDS.description] ?? '',
    ...(priority ? { priority } : {}),
    ...(assignee ? { assignee } : {}),
  };
}
