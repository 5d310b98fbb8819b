import { App } from '@slack/bolt';
import { RejectedError } from '../core/errors.ts';
import type { Log } from '../core/log.ts';
import { boltLogger } from './bolt-logger.ts';
import { type Call, clientOptions } from './call.ts';
import { openConnection } from './connection.ts';
import { openIdentity } from './identity.ts';
import type { SlackSettings } from './settings.ts';

export interface SlackApp {
  app: App;
  /** Whether Slack can reach us just now. */
  isConnected(): boolean;
  /** Rejects with a `RejectedError` and its advice where a token is wrong; an outage of Slack does not stop the start. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

export interface SlackAppOptions {
  settings: SlackSettings;
  call: Call;
  log: Log;
  /** Adds the handlers. */
  register: (app: App) => void;
}

/** The Bolt app: constructed, its handlers registered, and nothing called before `start`. */
export function createSlackApp({ settings, call, log, register }: SlackAppOptions): SlackApp {
  const connection = openConnection(settings, log);
  const identity = openIdentity(call);
  const app = new App({
    receiver: connection.receiver,
    clientOptions: clientOptions(settings, log),
    logger: boltLogger(log),
    convoStore: false,
    authorize: async () => {
      const { user_id, bot_id } = await identity();
      return { botToken: settings.botToken, botUserId: user_id, ...(bot_id ? { botId: bot_id } : {}) };
    },
  });
  app.error(async (error) => log.error({ error: error.message }, 'a Slack event failed'));
  register(app);
  return {
    app,
    isConnected: connection.isOpen,
    start: async () => {
      await identity().catch((error) => {
        if (error instanceof RejectedError) throw error;
        log.warn({ error: String(error) }, 'Slack does not answer yet');
      });
      await connection.start();
    },
    stop: connection.stop,
  };
}
