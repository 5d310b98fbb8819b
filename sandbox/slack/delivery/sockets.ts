import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { WebSocket } from 'ws';
import { z } from 'zod';
import { SECOND } from '../../../src/core/time.ts';
import type { Ids } from '../ids.ts';
import { APP } from '../world.ts';
import { ACK_WITHIN, type Delivery, type Outcome } from './delivery.ts';

const PING_EVERY = 10 * SECOND;
/** After a `disconnect` message the connection is cut, should the app not have left by itself. */
const CUT_AFTER = 10 * SECOND;

const CLOSE_WITHIN = SECOND / 2;

const Ack = z.object({ envelope_id: z.string(), payload: z.unknown().optional() });

/** Socket Mode: every open connection takes its turn. */
export interface Sockets extends Delivery {
  /** The right to connect once. */
  issueTicket(): string;
  redeemTicket(ticket: string): boolean;
  attach(socket: WebSocket): void;
  count(): number;
  disconnect(reason: string): void;
  close(): Promise<void>;
}

export function createSockets(ids: Ids, changed: () => void): Sockets {
  const tickets = new Set<string>();
  const open: WebSocket[] = [];
  const waiting = new Map<string, (outcome: Outcome) => void>();
  const say = (socket: WebSocket, message: object) => socket.send(JSON.stringify(message));
  const drop = (socket: WebSocket) => {
    const index = open.indexOf(socket);
    if (index < 0) return;
    open.splice(index, 1);
    changed();
  };
  return {
    issueTicket: () => {
      const ticket = ids.secret(16);
      tickets.add(ticket);
      return ticket;
    },
    redeemTicket: (ticket) => tickets.delete(ticket),
    count: () => open.length,
    attach: (socket) => {
      open.push(socket);
      keepAlive(socket);
      socket.on('close', () => drop(socket));
      socket.on('message', (data) => acknowledge(waiting, String(data)));
      say(socket, hello(open.length));
      changed();
    },
    send: async (kind, payload, retry) => {
      const socket = open.shift();
      if (!socket) return { acked: false, error: 'dispatch_failed' };
      open.push(socket);
      const envelope_id = randomUUID();
      const outcome = awaitAck(waiting, envelope_id);
      say(socket, {
        envelope_id,
        type: kind,
        accepts_response_payload: kind !== 'events_api',
        payload,
        ...(retry && { retry_attempt: retry.attempt, retry_reason: retry.reason }),
      });
      return outcome;
    },
    disconnect: (reason) => {
      for (const socket of [...open]) {
        say(socket, { type: 'disconnect', reason, debug_info: { host: 'sandbox' } });
        drop(socket);
        setTimeout(() => socket.terminate(), CUT_AFTER).unref();
      }
    },
    close: async () => {
      await Promise.all(open.map(closeGently));
    },
  };
}

/** Lets the other side answer the close frame, as a client that is just leaving takes a cut for an error. */
async function closeGently(socket: WebSocket): Promise<void> {
  const closed = once(socket, 'close', { signal: AbortSignal.timeout(CLOSE_WITHIN) });
  socket.close(1001, 'the sandbox stops');
  await closed.catch(() => socket.terminate());
}

function hello(connections: number): object {
  return {
    type: 'hello',
    num_connections: connections,
    debug_info: { host: 'sandbox', build_number: 1, approximate_connection_time: 18_060 },
    connection_info: { app_id: APP.id },
  };
}

function keepAlive(socket: WebSocket): void {
  let answered = true;
  socket.on('pong', () => {
    answered = true;
  });
  const timer = setInterval(() => {
    if (!answered) return socket.terminate();
    answered = false;
    socket.ping();
  }, PING_EVERY);
  timer.unref();
  socket.on('close', () => clearInterval(timer));
}

function awaitAck(waiting: Map<string, (outcome: Outcome) => void>, id: string): Promise<Outcome> {
  return new Promise((resolve) => {
    const finish = (outcome: Outcome) => {
      clearTimeout(timer);
      waiting.delete(id);
      resolve(outcome);
    };
    const timer = setTimeout(() => finish({ acked: false, error: 'operation_timeout' }), ACK_WITHIN);
    timer.unref();
    waiting.set(id, finish);
  });
}

function acknowledge(waiting: Map<string, (outcome: Outcome) => void>, text: string): void {
  const ack = Ack.safeParse(jsonOf(text));
  if (!ack.success) return;
  waiting.get(ack.data.envelope_id)?.({ acked: true, payload: ack.data.payload });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
