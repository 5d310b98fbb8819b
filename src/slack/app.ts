import { App } from '@slack/bolt';
import { RejectedError } from '../core/errors.ts';
import type { Log } from '../core/log.ts';
import { SECOND } from '../core/time.ts';
import { within } from '../core/within.ts';
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
  /** Takes nothing new, and lets end what was taken. */
  stop(): Promise<void>;
}

/** What Slack was told is taken is finished, if it can be within so many milliseconds. */
const TO_FINISH = 5 * SECOND;

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
  const running = trackRunning(app);
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
    stop: async () => {
      await connection.stop();
      await within(TO_FINISH, running.ended(), () => new Error('handlers still run')).catch((error) =>
        log.warn({ error: String(error) }, 'something that Slack asked for was left'),
      );
    },
  };
}

/** Knows every request from when it came until its handlers have ended, which is after its acknowledgement. */
function trackRunning(app: App): { ended(): Promise<void> } {
  const running = new Set<Promise<void>>();
  app.use(async ({ next }) => {
    const handled = next();
    running.add(handled);
    await handled.finally(() => running.delete(handled));
  });
  return {
    ended: async () => {
      while (running.size > 0) await Promise.allSettled(running);
    },
  };
}
