import { SECOND } from '../../../src/core/time.ts';

/** The app has this long to acknowledge, in milliseconds. */
export const ACK_WITHIN = 3 * SECOND;

export type Kind = 'slash_commands' | 'interactive' | 'events_api';
export type Payload = Record<string, unknown>;

/** What became of it: an acknowledgement with whatever the app put in it, or the word that the person gets to see. */
export type Outcome =
  | { acked: true; payload: unknown }
  | { acked: false; error: 'operation_timeout' | 'dispatch_failed' };

export interface Retry {
  attempt: number;
  reason: string;
}

/** A way to the app: Socket Mode or signed HTTP. */
export interface Delivery {
  send(kind: Kind, payload: Payload, retry?: Retry): Promise<Outcome>;
}
