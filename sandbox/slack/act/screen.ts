import type { Feed } from '../feed.ts';
import type { ActResult, EphemeralMessage, Message, View } from '../page-api.ts';

/** What becomes visible to one person from now on. */
export interface Screen {
  /** Resolves with the first thing the app shows, or after so many milliseconds. */
  firstReply(within: number): Promise<void>;
  /** What happens meanwhile is the person's own doing: seen, but no reply. */
  quietly<T>(doing: () => T | Promise<T>): Promise<T>;
  seen(): Pick<ActResult, 'ephemeral' | 'messages' | 'view'>;
  close(): void;
}

export function openScreen(feed: Feed, user: string): Screen {
  const messages = new Map<string, Message>();
  const ephemeral = new Map<string, EphemeralMessage>();
  const replied = Promise.withResolvers<void>();
  let view: View | undefined;
  let quiet = false;
  const close = feed.listen(({ event, to }) => {
    if (to !== undefined && to !== user) return;
    if (event.type === 'message_posted' || event.type === 'message_changed')
      messages.set(event.message.ts, event.message);
    if (event.type === 'ephemeral_posted' || event.type === 'ephemeral_changed')
      ephemeral.set(event.message.ts, event.message);
    if (event.type === 'ephemeral_deleted') ephemeral.delete(event.ts);
    if (event.type === 'views_changed') view = event.views.at(-1);
    if (event.type === 'home_changed') view = event.view;
    if (!quiet && event.type !== 'app_changed') replied.resolve();
  });
  return {
    firstReply: (within) => {
      const timer = setTimeout(replied.resolve, within);
      return replied.promise.finally(() => clearTimeout(timer));
    },
    quietly: async (doing) => {
      quiet = true;
      try {
        return await doing();
      } finally {
        quiet = false;
      }
    },
    seen: () => ({
      ephemeral: [...ephemeral.values()],
      messages: [...messages.values()],
      ...(view && { view }),
    }),
    close,
  };
}
