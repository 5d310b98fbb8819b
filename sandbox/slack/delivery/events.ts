import { type Clock, MINUTE, SECOND } from '../../../src/core/time.ts';
import type { Credentials } from '../credentials.ts';
import type { Ids } from '../ids.ts';
import { APP, TEAM } from '../world.ts';
import type { Delivery, Payload } from './delivery.ts';

/** What Slack waits before it sends an event again that nobody acknowledged. */
const RETRY_AFTER = [0, MINUTE, 5 * MINUTE] as const;

/** The Events API: sends an event and, unacknowledged, sends it up to three times more. */
export interface Events {
  send(event: Payload): void;
  stop(): void;
}

export function createEvents(delivery: Delivery, credentials: Credentials, clock: Clock, ids: Ids): Events {
  const timers = new Set<NodeJS.Timeout>();
  const attempt = async (payload: Payload, tries: number): Promise<void> => {
    const retry = tries > 0 ? { attempt: tries, reason: 'timeout' } : undefined;
    const outcome = await delivery.send('events_api', payload, retry);
    const pause = RETRY_AFTER[tries];
    if (outcome.acked || pause === undefined) return;
    const timer = setTimeout(() => {
      timers.delete(timer);
      void attempt(payload, tries + 1);
    }, pause);
    timers.add(timer);
  };
  return {
    send: (event) => void attempt(wrapped(event, credentials, clock, ids), 0),
    stop: () => {
      for (const timer of timers) clearTimeout(timer);
    },
  };
}

function wrapped(event: Payload, credentials: Credentials, clock: Clock, ids: Ids): Payload {
  return {
    token: credentials.verificationToken,
    team_id: TEAM.id,
    context_team_id: TEAM.id,
    context_enterprise_id: null,
    api_app_id: APP.id,
    event,
    type: 'event_callback',
    event_id: ids.next('Ev'),
    event_time: Math.floor(clock.now() / SECOND),
    authorizations: [
      {
        enterprise_id: null,
        team_id: TEAM.id,
        user_id: APP.user,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: false,
    event_context: ids.secret(16),
  };
}
