import type { Instant } from '../core/time.ts';
import type { Document, DocumentStore } from '../store/document-store.ts';
import type { Store } from '../store/store.ts';
import { recompute } from './recompute.ts';

/** More than there are minutes in two months. */
const MOST_MARKS = 100_000;

/**
 * Recomputes marked minutes, then removes their marks. A mark that is no longer at the version seen was touched by newer events or removed by
 * another worker whose newer points may just have been overwritten: it is marked again, so that the last writing has seen every event.
 */
export async function recomputeMarked(store: Store, marks: readonly Document[]): Promise<void> {
  await recompute(store, marks.map(minuteOf));
  const { still, moved } = await lookAgain(store.documents, marks);
  if (moved.length > 0)
    await store.documents.touch(
      'changed',
      moved.map(({ id }) => id),
    );
  if (still.length > 0) await store.documents.remove('changed', still);
}

async function lookAgain(documents: DocumentStore, marks: readonly Document[]) {
  const updatedSince = Math.min(...marks.map(({ updatedAt }) => updatedAt));
  const found = await documents.find('changed', { updatedSince, limit: MOST_MARKS });
  const now = new Map(found.map((mark) => [mark.id, mark]));
  const still = marks.filter(({ id, version, updatedAt }) => {
    const mark = now.get(id);
    return mark?.version === version && mark.updatedAt === updatedAt;
  });
  return { still, moved: marks.filter((mark) => !still.includes(mark)) };
}

export function minuteOf({ id }: Pick<Document, 'id'>): Instant {
  return Number(id);
}
