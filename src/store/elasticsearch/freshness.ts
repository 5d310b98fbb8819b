import type { Connection } from './connection.ts';
import { ON_NO_INDEX } from './search.ts';

/** Makes what was written visible to searches. */
export interface Freshness {
  /** Resolves when everything that was written to these indices before the call, by any process, is found by a search. */
  refresh(indices: string): Promise<void>;
}

/**
 * A refresh of an index without news costs Elasticsearch almost nothing, so each read asks for one. Reads at the same time share it: one that is
 * under way may have passed over the newest writes, so all who come meanwhile wait for the next.
 */
export function freshness({ run }: Connection): Freshness {
  const running = new Map<string, Promise<void>>();
  const waiting = new Map<string, Promise<void>>();

  function start(indices: string): Promise<void> {
    const { ignore_unavailable, allow_no_indices } = ON_NO_INDEX;
    const refreshed = run(async (client) => {
      await client.indices.refresh({ index: indices, ignore_unavailable, allow_no_indices });
    }).finally(() => running.delete(indices));
    running.set(indices, refreshed);
    return refreshed;
  }

  function startNext(indices: string, current: Promise<void>): Promise<void> {
    const next = current
      .catch(() => undefined)
      .then(() => {
        waiting.delete(indices);
        return start(indices);
      });
    waiting.set(indices, next);
    return next;
  }

  return {
    refresh: (indices) => {
      const current = running.get(indices);
      return current ? (waiting.get(indices) ?? startNext(indices, current)) : start(indices);
    },
  };
}
