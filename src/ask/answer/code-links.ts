import { Alert } from '../../core/alert.ts';
import type { Answer } from '../../core/answer.ts';
import { Ticket } from '../../core/ticket.ts';
import { column } from './count-table.ts';
import type { AnswerDeps } from './deps.ts';
import { documentsOf } from './documents.ts';
import { oneLine, timeWords } from './words.ts';

const MOST_ROWS = 10;

/** The alerts that were made of these codes, and the tickets of those alerts or that name a code: newest first. */
export async function codeLinks(
  codes: readonly string[],
  { store, clock, timezone }: AnswerDeps,
): Promise<Answer['table']> {
  const [allAlerts, allTickets] = await Promise.all([
    documentsOf('alert', Alert, store),
    documentsOf('ticket', Ticket, store),
  ]);
  const alerts = allAlerts.filter((alert) => alert.codes.some(({ code }) => codes.includes(code)));
  const tickets = allTickets.filter((ticket) => isAbout(ticket, alerts, codes));
  const links = [
    ...alerts.map(({ id, state, title, startedAt }) => ({ id, state, title, at: startedAt })),
    ...tickets.map(({ key, state, status, summary, requestedAt }) => ({
      id: key ?? '(on its way)',
      state: status ?? state,
      title: summary,
      at: requestedAt,
    })),
  ].sort((one, other) => other.at - one.at);
  if (links.length === 0) return undefined;
  const rows = links
    .slice(0, MOST_ROWS)
    .map(({ id, state, title, at }) => [id, state, oneLine(title, 80), timeWords(at, clock.now(), timezone)]);
  const columns = [column('alert or ticket'), column('state'), column('what'), column('since')];
  return { columns, rows, more: links.length - rows.length };
}

function isAbout(ticket: Ticket, alerts: readonly Alert[], codes: readonly string[]): boolean {
  const ofAlert = alerts.some(({ id, ticketId }) => id === ticket.alertId || ticketId === ticket.id);
  return ofAlert || codes.some((code) => `${ticket.summary} ${ticket.description}`.includes(code));
}
