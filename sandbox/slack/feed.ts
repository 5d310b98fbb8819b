import type { Message, PageEvent } from './page-api.ts';

/** Something happened. */
export interface Change {
  event: PageEvent;
  /** The one person who sees it; everybody if left out. */
  to?: string;
  /** What an edited message was before. */
  previous?: Message;
}

export interface Feed {
  tell(event: PageEvent, more?: Omit<Change, 'event'>): void;
  /** Returns what ends the subscription. */
  listen(listener: (change: Change) => void): () => void;
}

/** Everything that becomes visible goes through here: the page, the acts and the Events API listen. */
export function createFeed(): Feed {
  const listeners = new Set<(change: Change) => void>();
  return {
    tell: (event, more) => {
      for (const listener of listeners) listener({ event, ...more });
    },
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** The channel that a public event belongs to. */
export function channelIn(event: PageEvent): string | undefined {
  if (event.type === 'message_deleted') return event.channel;
  return event.type === 'message_posted' || event.type === 'message_changed'
    ? event.message.channel
    : undefined;
}
