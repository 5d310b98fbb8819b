import type { PageEvent } from './page-api.ts';

/** Something happened; `to` is the one person who sees it, everybody if it is left out. */
export interface Change {
  event: PageEvent;
  to?: string;
}

export interface Feed {
  tell(event: PageEvent, to?: string): void;
  /** Returns what ends the subscription. */
  listen(listener: (change: Change) => void): () => void;
}

/** Everything that becomes visible goes through here: the page, the acts and the Events API listen. */
export function createFeed(): Feed {
  const listeners = new Set<(change: Change) => void>();
  return {
    tell: (event, to) => {
      for (const listener of listeners) listener(to === undefined ? { event } : { event, to });
    },
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
