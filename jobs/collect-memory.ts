import { LRUCache } from 'lru-cache';
import type { RawEvent } from '../src/core/event.ts';
import type { Instant } from '../src/core/time.ts';
import type { Reading } from './source-states.ts';

/**
 * What one process remembers between two collect jobs, so that reading again what was read a minute ago costs no writing. All of it may be lost:
 * then something is stored once more, which changes nothing.
 */
export interface CollectMemory {
  isStored(event: RawEvent): boolean;
  /** After the events are stored and their minutes marked. */
  setStored(events: readonly RawEvent[]): void;
  /** By source item: readings without news that its state does not tell of yet, and when it was last written. */
  unnoted: Map<string, { notedAt: Instant; reading: Reading }>;
  /** Codes that were learned and are not stored yet. */
  unsaved: { id: string; data: unknown }[];
  /** Up to when the codes that others learned are known. */
  mergedAt: Instant | undefined;
}

const EVENTS = 100_000;

export function createCollectMemory(): CollectMemory {
  const linesById = new LRUCache<string, number>({ max: EVENTS });
  return {
    isStored: ({ id, lines }) => (linesById.get(id) ?? 0) >= lines,
    setStored: (events) => {
      for (const { id, lines } of events) linesById.set(id, lines);
    },
    unnoted: new Map(),
    unsaved: [],
    mergedAt: undefined,
  };
}
