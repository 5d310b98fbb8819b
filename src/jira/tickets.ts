import type { Person } from '../core/person.ts';
import type { Refusal } from '../core/refusal.ts';
import type { Ticket } from '../core/ticket.ts';
import type { Instant } from '../core/time.ts';
import type { Kept } from '../store/collection.ts';

/** What a person fills in; the rest of a ticket follows from it. */
export type TicketDraft = Pick<
  Ticket,
  | 'project'
  | 'issueType'
  | 'summary'
  | 'description'
  | 'priority'
  | 'assignee'
  | 'alertId'
  | 'thread'
  | 'quotes'
> & {
  /** Same alert or thread, same id: asked twice, there is one ticket. */
  id: string;
};

export interface Choice {
  id: string;
  name: string;
}

/** Jira issues over the store: the wish is written first, then brought about by the `ticket` job, which may run any number of times. */
export interface Tickets {
  get(id: string): Promise<Kept<Ticket> | undefined>;
  list(filter?: { states?: Ticket['state'][]; since?: Instant }): Promise<Kept<Ticket>[]>;
  /** Writes the wish and enqueues the `ticket` job. Refused, with the link, where this alert or thread has its ticket already. */
  request(draft: TicketDraft, by: Person): Promise<Kept<Ticket> | Refusal>;
  /** Brings Jira to the document: looks, then creates; never twice. */
  deliver(ticketId: string): Promise<void>;
  /** Reads the status of all open tickets; a done ticket resolves its alert. */
  sync(): Promise<void>;
  /** A comment on the issue, once per `key`. */
  comment(ticketId: string, key: string, text: string): Promise<void>;
  /** What the modal offers. */
  choices(): Promise<{ projects: Choice[]; issueTypes: Choice[]; priorities: Choice[] }>;
  /** Assignable people whose name or e-mail address starts so. */
  people(query: string): Promise<Choice[]>;
}
