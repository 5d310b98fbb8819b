import { type Clock, SECOND } from '../../src/core/time.ts';
import type { Ids } from './ids.ts';
import { slackError } from './slack-error.ts';

const LIFETIME = 3 * SECOND;

/** `trigger_id`s: each opens one view, within 3 seconds. */
export interface Triggers {
  make(user: string): string;
  /** The person who may be shown a view; throws Slack's own error where the id is too old, used or unknown. */
  exchange(id: string): string;
}

export function createTriggers(clock: Clock, ids: Ids): Triggers {
  const made = new Map<string, { user: string; at: number; used: boolean }>();
  const forget = () => {
    for (const [id, { at }] of made) if (clock.now() - at > 60 * SECOND) made.delete(id);
  };
  return {
    make: (user) => {
      forget();
      const id = `${clock.now()}.${Number.parseInt(ids.secret(4), 16)}.${ids.secret(16)}`;
      made.set(id, { user, at: clock.now(), used: false });
      return id;
    },
    exchange: (id) => {
      const trigger = made.get(id);
      if (!trigger) throw slackError('invalid_trigger_id');
      if (trigger.used) throw slackError('exchanged_trigger_id');
      if (clock.now() - trigger.at > LIFETIME) throw slackError('expired_trigger_id');
      trigger.used = true;
      return trigger.user;
    },
  };
}
