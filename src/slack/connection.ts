import { HTTPReceiver, type Receiver } from '@slack/bolt';
import { ConfigError } from '../core/errors.ts';
import type { Log } from '../core/log.ts';
import { boltLogger } from './bolt-logger.ts';
import type { SlackSettings } from './settings.ts';
import { openSocket } from './socket.ts';

/** How Slack's events come to us. */
export interface Connection {
  receiver: Receiver;
  isOpen(): boolean;
  /** Rejects with a `RejectedError` that a person has to mend; an outage is waited out in the background. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

const DEFAULT_PORT = 3_000;
const DEFAULT_PATH = '/slack/events';

/** Socket Mode where there is an app token, else signed HTTP. */
export function openConnection(settings: SlackSettings, log: Log): Connection {
  const { appToken, signingSecret } = settings;
  if (appToken) return openSocket({ ...settings, appToken }, log);
  if (signingSecret) return openHttp({ ...settings, signingSecret }, log);
  throw new ConfigError(['slack: set SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP)']);
}

/** Requests without a valid signature, or older than five minutes, are answered 401 by the receiver. */
function openHttp(settings: SlackSettings & { signingSecret: string }, log: Log): Connection {
  const { signingSecret, port = DEFAULT_PORT, path = DEFAULT_PATH } = settings;
  const receiver = new HTTPReceiver({ signingSecret, port, endpoints: [path], logger: boltLogger(log) });
  let open = false;
  return {
    receiver,
    isOpen: () => open,
    start: async () => {
      await receiver.start(port).catch((error: unknown) => {
        throw isPortTaken(error) ? portTaken(port) : error;
      });
      open = true;
    },
    stop: async () => {
      if (open) await receiver.stop();
      open = false;
    },
  };
}

function portTaken(port: number): ConfigError {
  return new ConfigError([
    `SLACK_HTTP_PORT: port ${port} is in use: stop what uses it, or choose another, and tell Slack's request URL`,
  ]);
}

function isPortTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
}
