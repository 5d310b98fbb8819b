import type { Question } from '../../core/question.ts';
import { Ticket } from '../../core/ticket.ts';
import { describe } from '../describe.ts';
import { column } from './count-table.ts';
import type { AnswerDeps, Answerer } from './deps.ts';
import { documentsOf } from './documents.ts';
import { grouped } from './list-groups.ts';
import { oneLine, plural, timeWords } from './words.ts';

const MOST_ROWS = 20;

/** Jira issues that sysmon made within the window, and all that are still open. */
export const tickets: Answerer = async (question, deps) => {
  const all = await documentsOf('ticket', Ticket, deps.store);
  const wanted = all
    .filter((ticket) => isMeant(ticket, question))
    .sort((a, b) => b.requestedAt - a.requestedAt);
  const shown = wanted.slice(0, question.top ?? MOST_ROWS);
  const open = wanted.filter(isOpen).length;
  const table = question.groupBy?.length
    ? grouped(question, wanted, 'tickets', { status: ({ status, state }) => status ?? state })
    : {
        columns: [column('ticket'), column('status'), column('summary'), column('by'), column('when')],
        rows: shown.map((ticket) => row(ticket, deps)),
        more: wanted.length - shown.length,
      };
  return {
    question,
    title: describe(question),
    headline:
      wanted.length === 0 ? 'No tickets.' : `${plural(wanted.length, 'ticket')}, ${open} of them open.`,
    ...(table && wanted.length > 0 && { table }),
    notes: notes(question, wanted, table === undefined),
    next: ['open tickets', 'alerts'],
  };
};

const isOpen = ({ state }: Ticket) => state === 'open' || state === 'requested';

function isMeant(ticket: Ticket, { time, filters }: Question): boolean {
  const { status, text, user } = filters;
  const inWindow = ticket.requestedAt >= time.from && ticket.requestedAt < time.to;
  const said = `${ticket.summary} ${ticket.description}`.toLowerCase();
  return (
    (isOpen(ticket) || inWindow) &&
    (!status || status.some((one) => hasStatus(ticket, one))) &&
    (!text || text.every((one) => said.includes(one.toLowerCase()))) &&
    (!user || user.some((one) => one === ticket.requestedBy.id || one === ticket.requestedBy.name))
  );
}

function hasStatus(ticket: Ticket, status: string): boolean {
  if (status === 'open') return isOpen(ticket);
  return ticket.state === status || ticket.status?.toLowerCase() === status;
}

function row(ticket: Ticket, { clock, timezone }: AnswerDeps): string[] {
  const status = ticket.state === 'failed' ? 'failed' : (ticket.status ?? ticket.state);
  const name = ticket.key ?? '(on its way)';
  return [
    name,
    status,
    oneLine(ticket.summary, 80),
    ticket.requestedBy.name,
    timeWords(ticket.requestedAt, clock.now(), timezone),
  ];
}

function notes({ services }: Question, wanted: readonly Ticket[], ungrouped: boolean): string[] {
  const failed = wanted.filter(({ state }) => state === 'failed');
  return [
    ...(services.length > 0 ? ['Tickets are not of a service: these are all of them.'] : []),
    ...(ungrouped ? ['Tickets can be grouped by status.'] : []),
    ...failed
      .slice(0, 3)
      .map(
        ({ summary, problem }) =>
          `"${oneLine(summary, 60)}" could not be created: ${oneLine(problem ?? 'see the log', 200)}`,
      ),
  ];
}
