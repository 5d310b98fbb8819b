import { ApiError } from './api-error.ts';
import type { Host } from './host.ts';
import type { Streams } from './streams.ts';

/** What a test may do to the host and its daemon. */
export interface Hand extends Omit<Host, 'events'> {
  /** Answers what is asked of paths like this with an error. */
  fail(path: RegExp, refusal: { status: number; message: string; times?: number }): void;
  /** Replaces what is answered: a daemon, or a proxy before it, that lies. */
  lie(path: RegExp, answer: unknown): void;
  tellTruth(): void;
  /** Forgets its events, as over a restart. */
  forgetEvents(): void;
  /** Breaks the event streams that are open. */
  dropStreams(): void;
  streams(): number;
  /** Every path that was asked for. */
  calls: string[];
}

/** How the daemon behaves just now. */
export interface Mood {
  /** Notes a call, and refuses it if a test wants that. */
  touch(path: string): void;
  /** Undefined where it tells the truth. */
  lieFor(path: string): { answer: unknown } | undefined;
}

export function createHand({ events, ...host }: Host, streams: Streams): { hand: Hand; mood: Mood } {
  const refusals: { path: RegExp; status: number; message: string; left: number }[] = [];
  const lies: { path: RegExp; answer: unknown }[] = [];
  const calls: string[] = [];
  const hand: Hand = {
    ...host,
    fail: (path, { status, message, times = 1 }) => refusals.push({ path, status, message, left: times }),
    lie: (path, answer) => lies.push({ path, answer }),
    tellTruth: () => {
      lies.length = 0;
    },
    forgetEvents: () => events.forget(),
    dropStreams: () => streams.drop(),
    streams: () => streams.count(),
    calls,
  };
  const mood: Mood = {
    touch: (path) => {
      calls.push(path);
      const refusal = refusals.find((one) => one.left > 0 && one.path.test(path));
      if (!refusal) return;
      refusal.left -= 1;
      throw new ApiError(refusal.status, refusal.message);
    },
    lieFor: (path) => lies.find((one) => one.path.test(path)),
  };
  return { hand, mood };
}
