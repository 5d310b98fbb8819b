import type { Alert } from '../../core/alert.ts';
import type { Ticket } from '../../core/ticket.ts';
import type { Kept } from '../../store/collection.ts';
import { stormCard } from '../cards/storm.ts';
import { keepCurrent, type MessageTools } from './message.ts';
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
  const members = await storms.members(stormId);
  const wish = {
    channel,
    shown: shownOfStorm(members),
    wanted: true,
    card: () =>
      stormCard(
        stormId,
        members.map(({ data }) => data),
        tools.clock.now(),
      ),
    marker: { event_type: 'sysmon_storm', event_payload: { stormId } },
  };
  await keepCurrent(stormKey(stormId), wish, tools);
  const shown = shownOfAlert(alert, ticket, tools.clock.now());
  await tools.deliveries.change<never>(key, (now) => ({ ...now, channel, storm: stormId, shown }));
}
