import { bucketOf, type Instant, MINUTE } from '../core/time.ts';
import type { Document, DocumentStore } from '../store/document-store.ts';

/**
 * Marks the minutes that hold these events as changed. Called after the events are stored and before the cursor moves: a crash in between
 * marks them again.
 */
export async function markChanged(documents: DocumentStore, instants: Iterable<Instant>): Promise<void> {
  const minutes = new Set<string>();
  for (const at of instants) minutes.add(String(bucketOf(at, MINUTE)));
  if (minutes.size > 0) await documents.touch('changed', [...minutes]);
}

/** The marks of changed minutes, at most `limit`; remove them, at the version seen here, once the minutes are recomputed. */
export async function findChanged(documents: DocumentStore, limit: number): Promise<Document[]> {
  return documents.find('changed', { limit });
}
