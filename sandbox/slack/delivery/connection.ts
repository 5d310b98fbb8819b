import { once } from 'node:events';
import type { WebSocket } from 'ws';
import { SECOND } from '../../../src/core/time.ts';
import { APP } from '../world.ts';

const PING_EVERY = 10 * SECOND;
/** After a `disconnect` message the connection is cut, should the app not have left by itself. */
const CUT_AFTER = 10 * SECOND;
const CLOSE_WITHIN = SECOND / 2;

export function say(socket: WebSocket, message: object): void {
  socket.send(JSON.stringify(message));
}

/** The first words on a connection; from then on it is pinged. */
export function greet(socket: WebSocket, connections: number): void {
  keepAlive(socket);
  say(socket, {
    type: 'hello',
    num_connections: connections,
    debug_info: { host: 'sandbox', build_number: 1, approximate_connection_time: 18_060 },
    connection_info: { app_id: APP.id },
  });
}

/** Asks the app to come again on a new connection. */
export function dismiss(socket: WebSocket, reason: string): void {
  say(socket, { type: 'disconnect', reason, debug_info: { host: 'sandbox' } });
  setTimeout(() => socket.terminate(), CUT_AFTER).unref();
}

/** Lets the other side answer the close frame, as a client that is just leaving takes a cut for an error. */
export async function closeGently(socket: WebSocket): Promise<void> {
  const closed = once(socket, 'close', { signal: AbortSignal.timeout(CLOSE_WITHIN) });
  socket.close(1001, 'the sandbox stops');
  await closed.catch(() => socket.terminate());
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
  }, PING_EVERY).unref();
  socket.on('close', () => clearInterval(timer));
}
