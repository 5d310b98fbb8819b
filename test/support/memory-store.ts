import type { Clock } from '../../src/core/time.ts';
import type { Store } from '../../src/store/store.ts';
import { memoryDocuments } from './memory/documents.ts';
import { memoryEvents } from './memory/events.ts';
import { memorySeries } from './memory/series.ts';

/** A store for the tests of other rooms; passes the same contract as the real ones. */
export function openMemoryStore({ clock }: { clock: Clock }): Store {
  return {
    events: memoryEvents(),
    series: memorySeries(),
    documents: memoryDocuments(clock),
    ping: async () => {},
    close: async () => {},
  };
}
