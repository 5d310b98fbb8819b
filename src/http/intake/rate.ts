import { UpstreamError } from '../../core/errors.ts';
import { type Clock, type Instant, SECOND } from '../../core/time.ts';

export interface RateOptions {
  bytesPerSecond: number;
  /** What a sender that was quiet may send at once. */
  burst: number;
}

/** How fast each sender may send. A request is let in while its sender owes nothing, and paid for afterwards, when its size is known. */
export interface Rate {
  /** Throws an `UpstreamError` that says how long to wait. */
  admit(sender: string): void;
  pay(sender: string, bytes: number): void;
}

/** A request costs its head, even if nothing is in it. */
const HEAD = 1_024;

export function createRate({ bytesPerSecond, burst }: RateOptions, clock: Clock): Rate {
  const accounts = new Map<string, { balance: number; at: Instant }>();

  function accountOf(sender: string) {
    const now = clock.now();
    const { balance, at } = accounts.get(sender) ?? { balance: burst, at: now };
    const account = { balance: Math.min(burst, balance + ((now - at) / SECOND) * bytesPerSecond), at: now };
    accounts.set(sender, account);
    return account;
  }

  return {
    admit: (sender) => {
      const account = accountOf(sender);
      const retryAfter = (-account.balance / bytesPerSecond) * SECOND;
      if (retryAfter > 0) throw new UpstreamError('TOO_FAST', `${sender} sends too much`, { retryAfter });
      account.balance -= HEAD;
    },
    pay: (sender, bytes) => {
      accountOf(sender).balance -= bytes;
    },
  };
}
