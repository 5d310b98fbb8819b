import { isDeepStrictEqual } from 'node:util';
import pLimit from 'p-limit';
import { ConflictError } from '../src/core/errors.ts';
import { MINUTE, SECOND } from '../src/core/time.ts';
import type { DocumentStore } from '../src/store/document-store.ts';
import type { JobContext } from './job.ts';

type Needs = Pick<JobContext, 'store' | 'codes' | 'memory' | 'clock'>;

const AT_ONCE = 8;
const MERGE_EVERY = MINUTE;
/** Clocks differ, and a document may be written a moment before it can be found. */
const MERGE_OVERLAP = 30 * SECOND;
const MOST = 20_000;

/** Stores what the code book learned; what cannot be stored now is tried again with the next. */
export async function saveLearned({ store, codes, memory }: Needs): Promise<void> {
  const learned = [...memory.unsaved.splice(0), ...codes.learned()];
  const newest = new Map(learned.map(({ id, data }) => [id, data]));
  const inTurn = pLimit(AT_ONCE);
  try {
    await Promise.all([...newest].map(([id, data]) => inTurn(() => write(store.documents, id, data))));
  } catch (error) {
    memory.unsaved.unshift(...learned);
    throw error;
  }
}

/** A learned form has its hash for an id: what another worker wrote of it differs at most in what it is an alias of. */
async function write(documents: DocumentStore, id: string, data: unknown): Promise<void> {
  try {
    await documents.put('code', id, data, 0);
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error;
    const stored = await documents.get('code', id);
    if (stored && !isDeepStrictEqual(stored.data, data)) await overwrite(documents, stored, data);
  }
}

/** Whoever wrote in between knows it as well. */
async function overwrite(
  documents: DocumentStore,
  { id, version }: { id: string; version: number },
  data: unknown,
): Promise<void> {
  try {
    await documents.put('code', id, data, version);
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error;
  }
}

/** Takes over what other workers have learned, at most once a minute; all of it at first. */
export async function mergeLearned({ store, codes, memory, clock }: Needs): Promise<void> {
  const now = clock.now();
  const { mergedAt } = memory;
  if (mergedAt !== undefined && now - mergedAt < MERGE_EVERY) return;
  const since = mergedAt === undefined ? {} : { updatedSince: mergedAt - MERGE_OVERLAP };
  codes.merge(await store.documents.find('code', { ...since, limit: MOST }));
  memory.mergedAt = now;
}
