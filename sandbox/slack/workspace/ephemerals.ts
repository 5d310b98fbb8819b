import type { Feed } from '../feed.ts';
import type { EphemeralMessage, Message } from '../page-api.ts';
import { APP, SLACKBOT } from '../world.ts';
import type { Revision } from './messages.ts';

type Draft = Pick<Message, 'channel' | 'user' | 'text'> & Partial<Pick<Message, 'blocks' | 'thread_ts'>>;

/** Messages that one person sees until the server stops. */
export interface Ephemerals {
  post(to: string, draft: Draft): EphemeralMessage;
  find(to: string, ts: string): EphemeralMessage | undefined;
  all(to: string): EphemeralMessage[];
  revise(message: EphemeralMessage, revision: Revision): EphemeralMessage;
  remove(message: EphemeralMessage): void;
  /** What Slackbot says when the app did not answer. */
  complain(to: string, channel: string, text: string): void;
}

const KEPT_PER_PERSON = 50;

export function createEphemerals(nextTs: () => string, feed: Feed): Ephemerals {
  const kept = new Map<string, EphemeralMessage[]>();
  const all = (to: string) => kept.get(to) ?? [];
  const post: Ephemerals['post'] = (to, draft) => {
    const byApp = draft.user === APP.user && { bot_id: APP.bot, app_id: APP.id };
    const message: EphemeralMessage = {
      type: 'message',
      ...draft,
      ...byApp,
      ts: nextTs(),
      to,
      is_ephemeral: true,
    };
    kept.set(to, [...all(to), message].slice(-KEPT_PER_PERSON));
    feed.tell({ type: 'ephemeral_posted', message }, { to });
    return message;
  };
  return {
    post,
    all,
    find: (to, ts) => all(to).find((message) => message.ts === ts),
    revise: ({ blocks, ...message }, revision) => {
      const revised: EphemeralMessage = { ...message, ...revision };
      kept.set(
        message.to,
        all(message.to).map((other) => (other.ts === message.ts ? revised : other)),
      );
      feed.tell({ type: 'ephemeral_changed', message: revised }, { to: message.to });
      return revised;
    },
    remove: ({ to, channel, ts }) => {
      kept.set(
        to,
        all(to).filter((message) => message.ts !== ts),
      );
      feed.tell({ type: 'ephemeral_deleted', channel, ts }, { to });
    },
    complain: (to, channel, text) => {
      post(to, { channel, user: SLACKBOT, text });
    },
  };
}
