import type { Alert } from '../../core/alert.ts';
import type { Ticket } from '../../core/ticket.ts';
import type { Instant } from '../../core/time.ts';
import type { Kept } from '../../store/collection.ts';
import { stormCard } from '../cards/storm.ts';
import { keepCurrent, type MessageTools, type Wish } from './message.ts';
import { alertKey, stormKey } from './record.ts';
import type { Storms } from './storm.ts';
import { shownOfAlert, shownOfStorm } from './versions.ts';

/** The alert is shown by its storm's message: it joins, the message is brought up to date, and so the alert is. */
export async function showInStorm(
  stormId: string,
  { alert, ticket, channel }: { alert: Kept<Alert>; ticket: Ticket | undefined; channel: string },
  storms: Storms,
  tools: MessageTools,
): Promise<void> {
  const key = alertKey(alert.id);
  await tools.deliveries.change<never>(key, (now) => ({ ...now, channel, storm: stormId }));
  await keepCurrent(stormKey(stormId), () => wishOf(stormId, channel, storms, tools.clock.now()), tools);
  const shown = shownOfAlert(alert, ticket, tools.clock.now());
  await tools.deliveries.change<never>(key, (now) => ({ ...now, channel, storm: stormId, shown }));
}

async function wishOf(stormId: string, channel: string, storms: Storms, now: Instant): Promise<Wish> {
  const members = await storms.members(stormId);
  const alerts = members.map(({ data }) => data);
  return {
    channel,
    shown: shownOfStorm(members),
    wanted: true,
    card: () => stormCard(stormId, alerts, now),
    marker: { event_type: 'sysmon_storm', event_payload: { stormId } },
  };
}
