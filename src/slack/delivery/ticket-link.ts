import type { Ticket } from '../../core/ticket.ts';
import { section } from '../blocks.ts';
import { ticketLine } from '../cards/alert.ts';
import { keepCurrent, type MessageTools } from './message.ts';
import { alertKey, ticketKey } from './record.ts';
import { shownOfTicket } from './versions.ts';

/** The link to a ticket in the thread it was made from, once Jira has it; kept current with its status. */
export async function linkTicket(ticket: Ticket, tools: MessageTools): Promise<void> {
  const thread = await threadOf(ticket, tools);
  if (!thread) return;
  const line = ticketLine(ticket);
  const wish = {
    channel: thread.channel,
    threadTs: thread.ts,
    shown: shownOfTicket(ticket),
    wanted: ticket.state !== 'requested',
    card: () => ({ text: line, blocks: [section(line)] }),
    marker: { event_type: 'sysmon_ticket', event_payload: { ticketId: ticket.id } },
  };
  await keepCurrent(ticketKey(ticket.id), wish, tools);
}

/** An alert's own message is its thread; an alert without one has no place for a link. */
async function threadOf({ alertId, thread }: Ticket, { deliveries }: MessageTools) {
  if (!alertId) return thread;
  const message = (await deliveries.get(alertKey(alertId)))?.data;
  return message?.ts ? { channel: message.channel, ts: message.ts } : undefined;
}
