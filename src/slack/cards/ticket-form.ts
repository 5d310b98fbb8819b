import type { InputBlock, ModalView, PlainTextOption } from '@slack/types';
import { z } from 'zod';
import type { Quote } from '../../core/ticket.ts';
import { ACTIONS, CALLBACKS } from '../actions.ts';
import { context, section } from '../blocks.ts';
import { escapeText, oneLine, plain, plural } from '../text.ts';

export interface Choice {
  id: string;
  name: string;
}

interface TicketChoices {
  projects: readonly Choice[];
  issueTypes: readonly Choice[];
  priorities: readonly Choice[];
}

/** What the modal carries from its opening to its submission; Slack allows 3,000 characters. */
export const TicketFormSource = z.object({
  id: z.string(),
  alertId: z.string().optional(),
  thread: z.object({ channel: z.string(), ts: z.string(), permalink: z.string().optional() }).optional(),
});
export type TicketFormSource = z.infer<typeof TicketFormSource>;

export interface TicketFormInput {
  source: TicketFormSource;
  choices: TicketChoices;
  summary: string;
  description: string;
  quotes: readonly Quote[];
  /** A severe alert starts at the highest priority but one. */
  priority?: string | undefined;
}

/** Block ids, which errors of a submission name. */
export const FIELDS = {
  project: 'project',
  issueType: 'issueType',
  priority: 'priority',
  assignee: 'assignee',
  summary: 'summary',
  description: 'description',
} as const;

const MAX_OPTIONS = 100;
export const MAX_SUMMARY = 255;
const MAX_TEXT = 3_000;
const ALERT_EVIDENCE = 'With it go what was seen and expected, and the error codes with a sample of each.';

/** The modal for a ticket, filled in as far as the alert or the thread tells. */
export function ticketForm(input: TicketFormInput): ModalView {
  const { source, choices, summary, description, quotes, priority } = input;
  return {
    type: 'modal',
    callback_id: CALLBACKS.ticketForm,
    private_metadata: JSON.stringify(source),
    title: { type: 'plain_text', text: 'Create Jira ticket' },
    submit: { type: 'plain_text', text: 'Create' },
    close: { type: 'plain_text', text: 'Cancel' },
    blocks: [
      select(FIELDS.project, 'Project', choices.projects),
      select(FIELDS.issueType, 'Type', choices.issueTypes, choices.issueTypes.find(isBug)),
      ...(choices.priorities.length > 0 ? [prioritySelect(choices.priorities, priority)] : []),
      assignee(),
      text(FIELDS.summary, 'Summary', oneLine(summary, MAX_SUMMARY), { multiline: false, optional: false }),
      text(FIELDS.description, 'Description', description, { multiline: true, optional: true }),
      ...(source.alertId ? [context(ALERT_EVIDENCE)] : []),
      ...(quotes.length > 0 ? evidence(quotes) : []),
    ],
  };
}

/** Shown at once, within the three seconds a trigger lives; the filled form replaces it. */
export function waitingForm(): ModalView {
  return {
    type: 'modal',
    title: { type: 'plain_text', text: 'Create Jira ticket' },
    close: { type: 'plain_text', text: 'Cancel' },
    blocks: [section('⏳ Reading the thread and asking Jira…')],
  };
}

/** Why there is no form: Jira is not set up, does not answer, or the ticket is there already. */
export function problemForm(problem: string): ModalView {
  return { ...waitingForm(), blocks: [section(escapeText(problem, 2_800))] };
}

function isBug({ name }: Choice): boolean {
  return name.toLowerCase() === 'bug';
}

function select(id: string, label: string, choices: readonly Choice[], initial = choices[0]): InputBlock {
  return {
    type: 'input',
    block_id: id,
    label: { type: 'plain_text', text: label },
    element: {
      type: 'static_select',
      action_id: id,
      options: choices.slice(0, MAX_OPTIONS).map(option),
      ...(initial ? { initial_option: option(initial) } : {}),
    },
  };
}

function prioritySelect(choices: readonly Choice[], wanted: string | undefined): InputBlock {
  const initial =
    choices.find(({ name }) => name === wanted) ?? choices.find(({ name }) => name === 'Medium');
  return { ...select(FIELDS.priority, 'Priority', choices, initial), optional: true };
}

function assignee(): InputBlock {
  return {
    type: 'input',
    block_id: FIELDS.assignee,
    optional: true,
    label: { type: 'plain_text', text: 'Assignee' },
    element: {
      type: 'external_select',
      action_id: ACTIONS.assignee,
      min_query_length: 1,
      placeholder: { type: 'plain_text', text: 'Type a name' },
    },
  };
}

interface TextOptions {
  multiline: boolean;
  optional: boolean;
}

function text(id: string, label: string, initial: string, { multiline, optional }: TextOptions): InputBlock {
  return {
    type: 'input',
    block_id: id,
    optional,
    label: { type: 'plain_text', text: label },
    element: {
      type: 'plain_text_input',
      action_id: id,
      multiline,
      ...(initial ? { initial_value: plain(initial, MAX_TEXT) } : {}),
    },
  };
}

function evidence(quotes: readonly Quote[]) {
  const first = quotes.slice(0, 5).map(({ author, text: said }) => `> ${author}: ${oneLine(said, 150)}`);
  return [
    context(`With it go ${plural(quotes.length, 'message')} of the thread:`),
    section(first.map((line) => escapeText(line, 400)).join('\n')),
  ];
}

export function option({ id, name }: Choice): PlainTextOption {
  return { text: { type: 'plain_text', text: oneLine(name, 75) }, value: plain(id, 150) };
}
