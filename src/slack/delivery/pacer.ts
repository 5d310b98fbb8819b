import { z } from 'zod';
import { UpstreamError } from '../../core/errors.ts';
import { isRefusal, type Refusal, refusal } from '../../core/refusal.ts';
import { type Clock, SECOND } from '../../core/time.ts';
import { collection } from '../../store/collection.ts';
import type { DocumentStore } from '../../store/document-store.ts';

export type Sleep = (milliseconds: number) => Promise<unknown>;

/** Slack takes one message a second a channel, from all of our workers together. */
export interface Pacer {
  /** Waits for a free second; a channel that is booked for long is an `UpstreamError` with the time to wait. */
  turn(channel: string): Promise<void>;
  /** Slack asked to wait: so does everyone. */
  hold(channel: string, milliseconds: number): Promise<void>;
}

const GAP = SECOND;
const LONGEST_WAIT = 5 * SECOND;
const Pace = z.object({ next: z.number() });

export function openPacer(documents: DocumentStore, clock: Clock, sleep: Sleep): Pacer {
  const paces = collection(documents, 'setting', Pace);
  const id = (channel: string) => `slack-pace:${channel}`;
  return {
    async turn(channel) {
      const now = clock.now();
      const booked = await paces.change<Refusal>(id(channel), (pace) => {
        const slot = Math.max(now, pace?.next ?? 0);
        return slot - now > LONGEST_WAIT ? refusal(String(slot - now)) : { next: slot + GAP };
      });
      if (isRefusal(booked)) throw tooBusy(channel, Number(booked.refused));
      const wait = booked.data.next - GAP - now;
      if (wait > 0) await sleep(wait);
    },
    async hold(channel, milliseconds) {
      const until = clock.now() + milliseconds;
      await paces.change<never>(id(channel), (pace) => ({ next: Math.max(pace?.next ?? 0, until) }));
    },
  };
}

function tooBusy(channel: string, wait: number): UpstreamError {
  return new UpstreamError('paced', `the channel ${channel} is booked for the next ${wait} ms`, {
    retryAfter: wait,
  });
}
