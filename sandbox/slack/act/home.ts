import { SECOND } from '../../../src/core/time.ts';
import type { SlackContext } from '../context.ts';
import type { Acted } from './perform.ts';

/** Opens the app's Home tab; what was published before is there at once. */
export async function openHome({ workspace, events, clock }: SlackContext, user: string): Promise<Acted> {
  const view = workspace.records.homes.get(user);
  const direct = [...workspace.records.channels.values()].find((channel) => channel.user === user);
  events.send({
    type: 'app_home_opened',
    user,
    channel: direct?.id,
    tab: 'home',
    event_ts: (clock.now() / SECOND).toFixed(6),
    ...(view && { view }),
  });
  return {};
}
