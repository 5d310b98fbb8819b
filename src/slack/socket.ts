import { setTimeout as sleep } from 'node:timers/promises';
import { SocketModeReceiver } from '@slack/bolt';
import { RejectedError, UpstreamError } from '../core/errors.ts';
import type { Log } from '../core/log.ts';
import { SECOND } from '../core/time.ts';
import { boltLogger } from './bolt-logger.ts';
import { clientOptions } from './call.ts';
import { toCoreError } from './call-errors.ts';
import type { Connection } from './connection.ts';
import type { SlackSettings } from './settings.ts';

type SocketClient = SocketModeReceiver['client'];

/** `hello` comes within this time, or we try again. */
const HELLO = 15 * SECOND;
/** People type into a bot that Slack can't reach for so long after an outage, at most. */
const LONGEST_WAIT = 15 * SECOND;

/**
 * Socket Mode. The SDK's own reconnecting leaves rejections that nobody can catch (socket-mode 3.1.0) and waits 5 s after each refresh, so it is
 * off, and we reconnect: at once, then slower.
 */
export function openSocket(settings: SlackSettings & { appToken: string }, log: Log): Connection {
  const receiver = new SocketModeReceiver({
    appToken: settings.appToken,
    logger: boltLogger(log),
    autoReconnectEnabled: false,
    installerOptions: { clientOptions: clientOptions(settings, log) },
    processEventErrorHandler: async ({ error }) => {
      log.warn({ error: error.message }, 'Slack was not answered');
      return false;
    },
  });
  const { client } = receiver;
  const stopping = new AbortController();
  let reconnecting: Promise<void> | undefined;
  let open = false;

  guardMessages(client, log);
  client.on('connected', () => {
    open = true;
  });
  client.on('disconnected', () => {
    open = false;
    if (!stopping.signal.aborted) reconnecting ??= reconnect().finally(() => (reconnecting = undefined));
  });

  async function reconnect(): Promise<void> {
    for (let attempt = 0; !stopping.signal.aborted; attempt++) {
      await pause(attempt === 0 ? 0 : Math.min(SECOND * 2 ** attempt, LONGEST_WAIT), stopping.signal);
      if (stopping.signal.aborted || (await connected(client, log))) return;
    }
  }

  return {
    receiver,
    isOpen: () => open,
    start: async () => {
      const failure = await connect(client);
      if (failure instanceof RejectedError) {
        stopping.abort();
        throw failure;
      }
      if (failure) reconnecting ??= reconnect().finally(() => (reconnecting = undefined));
    },
    stop: async () => {
      stopping.abort();
      await reconnecting;
      if (open) await client.disconnect();
    },
  };
}

async function connected(client: SocketClient, log: Log): Promise<boolean> {
  const failure = await connect(client);
  if (!failure) return true;
  const advice = failure instanceof RejectedError ? { advice: failure.advice } : {};
  log.warn({ error: failure.message, ...advice }, 'Slack is not connected, trying again');
  return false;
}

/** Undefined once Slack has said hello; else why not. */
async function connect(client: SocketClient): Promise<Error | undefined> {
  const timeout = new AbortController();
  const late = pause(HELLO, timeout.signal).then(() => {
    throw new UpstreamError('no_hello', 'Slack opened the socket and said nothing');
  });
  try {
    await Promise.race([client.start(), late]);
    return undefined;
  } catch (error) {
    return toCoreError(
      'apps.connections.open',
      error ?? new UpstreamError('closed', 'Slack closed the socket'),
    );
  } finally {
    late.catch(() => {});
    timeout.abort();
  }
}

/** Ends early, and quietly, once the signal is given. */
async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await sleep(milliseconds, undefined, { signal }).catch(() => {});
}

/** The SDK's own listener rejects on an envelope without an inner event (`app_rate_limited`), and nobody would catch it. */
function guardMessages(client: SocketClient, log: Log): void {
  const listeners = client.listeners('ws_message');
  client.removeAllListeners('ws_message');
  client.on('ws_message', async (data: unknown, isBinary: boolean) => {
    try {
      for (const listener of listeners) await listener(data, isBinary);
    } catch (error) {
      log.warn({ error: String(error) }, 'a message of Slack was not understood');
    }
  });
}
