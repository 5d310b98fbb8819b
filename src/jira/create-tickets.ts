import type { Alerts } from '../alerts/alerts.ts';
import type { Log } from '../core/log.ts';
import type { Person } from '../core/person.ts';
import { isRefusal, refusal } from '../core/refusal.ts';
import { Ticket } from '../core/ticket.ts';
import type { Clock, Instant } from '../core/time.ts';
import type { Enqueue } from '../core/work.ts';
import { collection, type Kept } from '../store/collection.ts';
import type { Store } from '../store/store.ts';
import { choicesOf, peopleOf } from './choices.ts';
import { connectJira } from './client.ts';
import { deliverComments, withComment } from './comments.ts';
import { createIssue } from './create.ts';
import type { Desk } from './desk.ts';
import { issuesOf } from './issues.ts';
import { attach, noteResolved } from './link-alert.ts';
import type { JiraSettings } from './settings.ts';
import { syncTickets } from './sync.ts';
import type { TicketDraft, Tickets } from './tickets.ts';

export interface TicketsOptions {
  store: Pick<Store, 'documents'>;
  alerts: Alerts;
  enqueue: Enqueue;
  clock: Clock;
  settings: JiraSettings;
  log: Log;
  /**
   * Brings the link in the ticket's thread up to date. Called after each change that people see, perhaps again for the same version; a failure
   * is logged, and left to the sweep. Alerts get their `notify` job besides.
   */
  onTicketChanged?: (ticket: Kept<Ticket>) => Promise<void>;
}

/** Tickets in Jira Cloud. */
export function createTickets(options: TicketsOptions): Tickets {
  const { store, enqueue, clock, settings } = options;
  const jira = connectJira(settings);
  const tickets = collection(store.documents, 'ticket', Ticket);
  const desk: Desk = {
    ...options,
    tickets,
    jira,
    issues: issuesOf(jira),
    announce: (kept) => announce(options, kept),
  };
  const ask = (ticketId: string) => enqueue('ticket', { ticketId }, { id: ticketId });
  return {
    get: tickets.get,
    list: ({ states, since } = {}) =>
      tickets.find({
        ...(states && { where: { state: states } }),
        ...(since !== undefined && { updatedSince: since }),
      }),
    request: async (draft, by) => {
      const fault = faultOf(draft);
      if (fault) return refusal(fault);
      const kept = await tickets.change(draft.id, (now) =>
        now && now.state !== 'failed'
          ? refusal(alreadyThere(now))
          : wish(draft, by, clock.now(), now?.intent),
      );
      if (isRefusal(kept)) return kept;
      await attach(desk, kept.data);
      await ask(draft.id);
      return kept;
    },
    deliver: (id) => deliver(desk, id),
    sync: () => syncTickets(desk),
    comment: async (id, key, text) => {
      const comment = { key, at: clock.now(), text };
      const kept = await tickets.change(id, (now) =>
        now ? withComment(now, comment) : refusal('there is no such ticket'),
      );
      if (!isRefusal(kept)) await ask(id);
    },
    choices: choicesOf(jira, settings, clock),
    people: peopleOf(jira, settings),
  };
}

async function announce(
  { enqueue, log, onTicketChanged }: TicketsOptions,
  kept: Kept<Ticket>,
): Promise<void> {
  const { alertId } = kept.data;
  if (alertId) await enqueue('notify', { alertId }, { id: alertId });
  await onTicketChanged?.(kept).catch((error) =>
    log.warn({ ticket: kept.id, error: String(error) }, 'could not show a ticket in its thread'),
  );
}

async function deliver(desk: Desk, id: string): Promise<void> {
  const kept = await desk.tickets.get(id);
  if (!kept || kept.data.state === 'failed') return;
  const made = kept.data.key ? kept : await createIssue(desk, kept);
  await attach(desk, made.data);
  await desk.announce(made);
  if (made.data.key) await deliverComments(desk, await noteResolved(desk, made));
}

/** `intent` is that of an earlier try: if it ended in doubt, the doubt goes on. */
function wish(draft: TicketDraft, by: Person, now: Instant, intent: Ticket['intent']): Ticket {
  const label = `sysmon-${draft.id}`.replaceAll(/[^A-Za-z0-9_-]/g, '-');
  return { ...draft, label, state: 'requested', requestedBy: by, requestedAt: now, intent, comments: [] };
}

function alreadyThere({ key, url }: Ticket): string {
  return key ? `${key} is there already: ${url}` : 'This ticket is being created already.';
}

function faultOf({ summary }: TicketDraft): string | undefined {
  if (summary.trim() === '') return 'A ticket needs a summary.';
  if (summary.length <= 255) return undefined;
  return `The summary has ${summary.length} characters; Jira takes 255.`;
}
