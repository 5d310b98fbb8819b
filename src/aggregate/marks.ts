import type { Instant } from '../core/time.ts';
import type { Document, DocumentStore } from '../store/document-store.ts';
import type { Store } from '../store/store.ts';
import { recompute } from './recompute.ts';

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
  const now = await Promise.all(marks.map(({ id }) => documents.get('changed', id)));
  const still = marks.filter(
    ({ version, updatedAt }, index) => now[index]?.version === version && now[index].updatedAt === updatedAt,
  );
  return { still, moved: marks.filter((mark) => !still.includes(mark)) };
}

export function minuteOf({ id }: Pick<Document, 'id'>): Instant {
  return Number(id);
}
