import type { Alert } from '../../core/alert.ts';
import type { Ticket } from '../../core/ticket.ts';
import type { Instant } from '../../core/time.ts';
import type { Collection } from '../../store/collection.ts';
import { alertKey, type Deliveries, ticketKey } from './record.ts';
import { shownOfAlert, shownOfTicket } from './versions.ts';

export interface Lagging {
  alertIds: string[];
  /** Tickets made from a thread without an alert. */
  ticketIds: string[];
}

/** What Slack does not show yet. Looks at the thousand of each kind that changed last; older ones were delivered or never will be. */
export async function findLagging(
  alerts: Collection<Alert>,
  tickets: Collection<Ticket>,
  deliveries: Deliveries,
  now: Instant,
): Promise<Lagging> {
  const known = new Map((await deliveries.find({ limit: 5_000 })).map(({ id, data }) => [id, data]));
  const ofTicket = new Map((await tickets.find()).map(({ id, data }) => [id, data]));
  const current = (key: string, shown: string) => known.get(key)?.shown === shown && !known.get(key)?.intent;
  const behind = (await alerts.find()).filter((alert) => {
    const ticket = alert.data.ticketId ? ofTicket.get(alert.data.ticketId) : undefined;
    return !current(alertKey(alert.id), shownOfAlert(alert, ticket, now));
  });
  const late = [...ofTicket.values()].filter(
    (ticket) => ticket.thread && !ticket.alertId && !current(ticketKey(ticket.id), shownOfTicket(ticket)),
  );
  return { alertIds: behind.map(({ id }) => id), ticketIds: late.map(({ id }) => id) };
}
