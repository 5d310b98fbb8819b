import { isMuted } from '../../alerts/lifecycle.ts';
import { Alert } from '../../core/alert.ts';
import type { Chart } from '../../core/chart.ts';
import type { DigestPeriod } from '../../core/digest-time.ts';
import { Ticket } from '../../core/ticket.ts';
import { collection, type Kept } from '../../store/collection.ts';
import type { Store } from '../../store/store.ts';
import { alertCard } from '../cards/alert.ts';
import { discoverUrl } from '../discover.ts';
import { alertChart } from './alert-chart.ts';
import { postDigest } from './digest.ts';
import { findLagging, type Lagging } from './lagging.ts';
import { keepCurrent, type MessageTools, type Wish } from './message.ts';
import { type PictureTools, sharePicture } from './picture.ts';
import { alertKey } from './record.ts';
import { openStorms } from './storm.ts';
import { showInStorm } from './storm-message.ts';
import { linkTicket } from './ticket-link.ts';
import { shownOfAlert } from './versions.ts';

/** Slack is brought to the newest version of an alert; nothing is queued, so what lies between is skipped. */
export interface SlackDelivery {
  /** Any number of times, by any number of workers. */
  deliver(alertId: string): Promise<void>;
  /** The link to a ticket, in the thread it was made from. */
  deliverTicket(ticketId: string): Promise<void>;
  /** Gives an alert of a storm a message of its own. */
  open(alertId: string): Promise<void>;
  /** The alerts of a storm. */
  storm(stormId: string): Promise<Alert[]>;
  /** The digest of a period, once. */
  digest(period: DigestPeriod): Promise<void>;
  /** What Slack does not show yet, for the sweep. */
  lagging(): Promise<Lagging>;
}

export interface DeliveryTools extends MessageTools, PictureTools {
  store: Store;
  channel: string;
  kibana: string | undefined;
}

interface Loaded {
  alert: Kept<Alert>;
  ticket: Ticket | undefined;
  chart: Chart;
}

export function openDelivery(tools: DeliveryTools): SlackDelivery {
  const { store, channel, deliveries, clock } = tools;
  const alerts = collection(store.documents, 'alert', Alert);
  const tickets = collection(store.documents, 'ticket', Ticket);
  const storms = openStorms(channel, alerts, deliveries, store.documents, clock);

  async function load(alertId: string): Promise<Loaded | undefined> {
    const alert = await alerts.get(alertId);
    if (!alert) return undefined;
    const ticket = alert.data.ticketId ? (await tickets.get(alert.data.ticketId))?.data : undefined;
    return { alert, ticket, chart: await alertChart(alert.data, store.series, clock.now()) };
  }

  async function deliver(alertId: string): Promise<void> {
    const loaded = await load(alertId);
    if (!loaded) return;
    const { alert, ticket, chart } = loaded;
    const storm = await storms.of(alert);
    if (storm) return showInStorm(storm, { alert, ticket, channel }, storms, tools);
    const read = async () => wishOf((await load(alertId)) ?? loaded, tools);
    await keepCurrent(alertKey(alertId), read, tools);
    if (ticket) await linkTicket(ticket.id, tickets, tools);
    await sharePicture(alertKey(alertId), alert.data, chart, tools);
  }

  async function open(alertId: string): Promise<void> {
    await deliveries.change<never>(alertKey(alertId), (now) => {
      const { shown: _, ...rest } = now ?? { channel };
      return { ...rest, opened: true };
    });
    await deliver(alertId);
  }

  return {
    deliver,
    deliverTicket: (ticketId) => linkTicket(ticketId, tickets, tools),
    open,
    storm: async (stormId) => (await storms.members(stormId)).map(({ data }) => data),
    digest: (period) => postDigest(period, tools),
    lagging: () => findLagging(alerts, tickets, deliveries, clock.now()),
  };
}

function wishOf({ alert, ticket, chart }: Loaded, { channel, kibana, clock }: DeliveryTools): Wish {
  const now = clock.now();
  const discover = kibana && discoverUrl(kibana, alert.data, now);
  const input = { alert: alert.data, ticket, chart, discover, now };
  return {
    channel,
    shown: shownOfAlert(alert, ticket, now),
    wanted: alert.data.state !== 'resolved' && !isMuted(alert.data, now),
    card: (nativeCharts) => alertCard({ ...input, nativeCharts }),
    marker: { event_type: 'sysmon_alert', event_payload: { alertId: alert.id } },
  };
}
