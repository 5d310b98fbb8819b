import type { DocumentStore } from './document-store.ts';
import type { EventStore } from './event-store.ts';
import type { SeriesStore } from './series-store.ts';

/** Where everything is kept. A driver is a function that opens one. */
export interface Store {
  events: EventStore;
  series: SeriesStore;
  documents: DocumentStore;
  /** Rejects with an `UpstreamError` if the server can't be reached. */
  ping(): Promise<void>;
  close(): Promise<void>;
}
