import { z } from 'zod';
import { ACK_WITHIN, type Outcome } from './delivery.ts';

const Ack = z.object({ envelope_id: z.string(), payload: z.unknown().optional() });

/** Envelopes that wait for their acknowledgement. */
export interface Acks {
  /** Resolves with the acknowledgement, or after 3 seconds without one. */
  expect(envelopeId: string): Promise<Outcome>;
  /** What came in on a connection; anything but an awaited acknowledgement is passed over. */
  receive(text: string): void;
}

export function createAcks(): Acks {
  const waiting = new Map<string, (outcome: Outcome) => void>();
  return {
    expect: (id) =>
      new Promise((resolve) => {
        const finish = (outcome: Outcome) => {
          clearTimeout(timer);
          waiting.delete(id);
          resolve(outcome);
        };
        const timer = setTimeout(
          () => finish({ acked: false, error: 'operation_timeout' }),
          ACK_WITHIN,
        ).unref();
        waiting.set(id, finish);
      }),
    receive: (text) => {
      const ack = Ack.safeParse(jsonOf(text));
      if (ack.success) waiting.get(ack.data.envelope_id)?.({ acked: true, payload: ack.data.payload });
    },
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
