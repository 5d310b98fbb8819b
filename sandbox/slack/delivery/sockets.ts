import { randomUUID } from 'node:crypto';
import { WebSocket } from 'ws';
import type { Ids } from '../ids.ts';
import { createAcks } from './acks.ts';
import { closeGently, dismiss, greet, say } from './connection.ts';
import type { Delivery } from './delivery.ts';
import { createTickets, type Tickets } from './tickets.ts';

/** Socket Mode: every open connection takes its turn; one that is closing gets nothing more. */
export interface Sockets extends Delivery, Tickets {
  attach(socket: WebSocket): void;
  count(): number;
  disconnect(reason: string): void;
  close(): Promise<void>;
}

/** `changed` is called whenever a connection came or went. */
export function createSockets(ids: Ids, changed: () => void): Sockets {
  const open: WebSocket[] = [];
  const acks = createAcks();
  const drop = (socket: WebSocket) => {
    const index = open.indexOf(socket);
    if (index < 0) return;
    open.splice(index, 1);
    changed();
  };
  const attach = (socket: WebSocket) => {
    open.push(socket);
    socket.on('close', () => drop(socket));
    socket.on('message', (data) => acks.receive(String(data)));
    greet(socket, open.length);
    changed();
  };
  const send: Delivery['send'] = async (type, payload, retry) => {
    const socket = open.find(({ readyState }) => readyState === WebSocket.OPEN);
    if (!socket) return { acked: false, error: 'dispatch_failed' };
    open.splice(open.indexOf(socket), 1);
    open.push(socket);
    const envelope = {
      envelope_id: randomUUID(),
      type,
      accepts_response_payload: type !== 'events_api',
      payload,
    };
    const outcome = acks.expect(envelope.envelope_id);
    say(socket, { ...envelope, ...(retry && { retry_attempt: retry.attempt, retry_reason: retry.reason }) });
    return outcome;
  };
  return {
    send,
    attach,
    ...createTickets(ids),
    count: () => open.length,
    disconnect: (reason) => {
      for (const socket of [...open]) {
        dismiss(socket, reason);
        drop(socket);
      }
    },
    close: async () => {
      await Promise.all(open.map(closeGently));
    },
  };
}
