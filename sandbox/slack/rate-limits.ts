import { type Clock, MINUTE, SECOND } from '../../src/core/time.ts';
import { SlackError } from './slack-error.ts';

/** Slack's tiers, calls a minute: https://docs.slack.dev/apis/web-api/rate-limits */
const PER_MINUTE = { 1: 1, 2: 20, 3: 50, 4: 100 } as const;
/** `post` is one a second in each channel, with short bursts. */
const POST_BURST = 4;
export type Tier = keyof typeof PER_MINUTE | 'post' | 'unlimited';

export interface RateLimits {
  /** Throws `ratelimited`, with `retryAfter` in seconds, where the budget is spent. */
  take(method: string, tier: Tier, channel: string): void;
}

interface Bucket {
  tokens: number;
  at: number;
}

export function createRateLimits(clock: Clock): RateLimits {
  const buckets = new Map<string, Bucket>();
  return {
    take: (method, tier, channel) => {
      if (tier === 'unlimited') return;
      const size = tier === 'post' ? POST_BURST : PER_MINUTE[tier];
      const refill = tier === 'post' ? 1 / SECOND : size / MINUTE;
      const key = tier === 'post' ? `${method} ${channel}` : method;
      const { tokens, at } = buckets.get(key) ?? { tokens: size, at: clock.now() };
      const now = clock.now();
      const left = Math.min(size, tokens + (now - at) * refill);
      if (left < 1) throw rateLimited(Math.ceil((1 - left) / refill / SECOND));
      buckets.set(key, { tokens: left - 1, at: now });
    },
  };
}

function rateLimited(retryAfter: number): SlackError {
  return new SlackError('ratelimited', { retryAfter });
}
