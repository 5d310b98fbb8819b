import { type Clock, MINUTE } from '../../src/core/time.ts';
import type { Ids } from './ids.ts';
import { slackError } from './slack-error.ts';

const LIFETIME = 30 * MINUTE;
const MAX_USES = 5;

/** Where an app answers a command or a click without a token. */
export interface ResponseTarget {
  user: string;
  channel: string;
  /** The message that was clicked. */
  source?: { ts: string; ephemeral: boolean; thread_ts?: string };
}

export interface ResponseUrls {
  /** The path part, e.g. `/response/…`. */
  make(target: ResponseTarget): string;
  /** One of the five uses; throws `expired_url` or `used_url`. */
  use(key: string): ResponseTarget;
}

export function createResponseUrls(clock: Clock, ids: Ids): ResponseUrls {
  const made = new Map<string, { target: ResponseTarget; at: number; uses: number }>();
  const forget = () => {
    for (const [key, { at }] of made) if (clock.now() - at > 2 * LIFETIME) made.delete(key);
  };
  return {
    make: (target) => {
      forget();
      const key = ids.secret(24);
      made.set(key, { target, at: clock.now(), uses: 0 });
      return `/response/${key}`;
    },
    use: (key) => {
      const url = made.get(key);
      if (!url || clock.now() - url.at > LIFETIME) throw slackError('expired_url');
      if (url.uses >= MAX_USES) throw slackError('used_url');
      url.uses += 1;
      return url.target;
    },
  };
}
