import type { Ticket } from '../../core/ticket.ts';
import type { Collection } from '../../store/collection.ts';
import { section } from '../blocks.ts';
import { ticketLine } from '../cards/alert.ts';
import { keepCurrent, type MessageTools, type Wish } from './message.ts';
import { alertKey, ticketKey } from './record.ts';
import { shownOfTicket } from './versions.ts';

/** The link to a ticket in the thread it was made from, once Jira has it; kept current with its status. */
export async function linkTicket(
  ticketId: string,
  tickets: Collection<Ticket>,
  tools: MessageTools,
): Promise<void> {
  const ticket = (await tickets.get(ticketId))?.data;
  if (!ticket) return;
  const thread = await threadOf(ticket, tools);
  if (!thread) return;
  const read = async () => wishOf((await tickets.get(ticketId))?.data ?? ticket, thread);
  await keepCurrent(ticketKey(ticketId), read, tools);
}

function wishOf(ticket: Ticket, thread: { channel: string; ts: string }): Wish {
  const line = ticketLine(ticket);
  return {
    channel: thread.channel,
    threadTs: thread.ts,
    shown: shownOfTicket(ticket),
    wanted: ticket.state !== 'requested',
    card: () => ({ text: line, blocks: [section(line)] }),
    marker: { event_type: 'sysmon_ticket', event_payload: { ticketId: ticket.id } },
  };
}

/** An alert's own message is its thread; an alert without one has no place for a link. */
async function threadOf({ alertId, thread }: Ticket, { deliveries }: MessageTools) {
  if (!alertId) return thread;
  const message = (await deliveries.get(alertKey(alertId)))?.data;
  return message?.ts ? { channel: message.channel, ts: message.ts } : undefined;
}
