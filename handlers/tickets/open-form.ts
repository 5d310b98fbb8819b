import { z } from 'zod';
import { RejectedError } from '../../src/core/errors.ts';
import { isRefusal, type Refusal, refusal } from '../../src/core/refusal.ts';
import {
  problemForm,
  type TicketFormInput,
  ticketForm,
  waitingForm,
} from '../../src/slack/cards/ticket-form.ts';
import type { HandlerContext } from '../handler.ts';
import { NO_JIRA } from './draft.ts';
import { keepEvidence } from './evidence.ts';

const Opened = z.object({ view: z.object({ id: z.string() }) });

type Filling = Omit<TicketFormInput, 'choices'>;

/**
 * A trigger lives three seconds, and Jira may take longer: the modal opens at once, and is filled when the thread and Jira's choices are read.
 */
export async function openForm(
  triggerId: string,
  context: HandlerContext,
  fill: () => Promise<Filling | Refusal>,
): Promise<undefined> {
  const { call } = context;
  const { view } = await call('views.open', { trigger_id: triggerId, view: waitingForm() }, Opened);
  const form = await filled(context, fill);
  if (!isRefusal(form)) await keepEvidence(context.store.documents, form.source.id, form.quotes);
  const shown = isRefusal(form) ? problemForm(form.refused) : ticketForm(form);
  await call('views.update', { view_id: view.id, view: shown }, z.object({}));
  return undefined;
}

async function filled({ tickets }: HandlerContext, fill: () => Promise<Filling | Refusal>) {
  if (!tickets) return refusal(NO_JIRA);
  try {
    const [filling, choices] = await Promise.all([fill(), tickets.choices()]);
    if (isRefusal(filling)) return filling;
    const known = await tickets.get(filling.source.id);
    if (known?.data.key && known.data.state !== 'failed')
      return refusal(`The ticket is there already: ${known.data.key} ${known.data.url ?? ''}`);
    if (choices.projects.length === 0 || choices.issueTypes.length === 0)
      return refusal('Jira offers no project that sysmon may write to. An admin of Jira can mend it.');
    return { ...filling, choices };
  } catch (error) {
    if (error instanceof RejectedError) return refusal(`${error.message}. ${error.advice}`);
    return refusal(
      `No form this time: ${error instanceof Error ? error.message : 'something failed'}. Try again.`,
    );
  }
}
