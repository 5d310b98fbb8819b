import type { z } from 'zod';
import { ConflictError } from '../core/errors.ts';
import { isRefusal, type Refusal } from '../core/refusal.ts';
import type { Document, DocumentFilter, DocumentKind, DocumentStore } from './document-store.ts';
import { type InTurn, inTurn } from './in-turn.ts';

export interface Kept<T> {
  id: string;
  version: number;
  data: T;
}

/** Documents of one kind and one shape: parsed on the way out, changed by a function that may run again after a conflict. */
export interface Collection<T> {
  get(id: string): Promise<Kept<T> | undefined>;
  find(filter?: DocumentFilter): Promise<Kept<T>[]>;
  /** Creates it; undefined if it is there already. */
  create(id: string, data: T): Promise<Kept<T> | undefined>;
  /**
   * Reads, changes, writes; again if someone was faster. `change` gets undefined where there is no document, and returns the new data,
   * the same object to leave it, or a refusal.
   */
  change<R extends Refusal = never>(id: string, change: (data: T | undefined) => T | R): Promise<Kept<T> | R>;
}

const ATTEMPTS = 20;

/** Changes of one document by one process would only run into each other: they wait, and the attempts are for other processes. */
const turns = new WeakMap<DocumentStore, InTurn>();

function turnsOf(documents: DocumentStore): InTurn {
  const known = turns.get(documents) ?? inTurn();
  turns.set(documents, known);
  return known;
}

export function collection<S extends z.ZodType>(
  documents: DocumentStore,
  kind: DocumentKind,
  schema: S,
): Collection<z.infer<S>> {
  type T = z.infer<S>;
  const parse = ({ id, version, data }: Document): Kept<T> => ({ id, version, data: schema.parse(data) });

  async function get(id: string) {
    const document = await documents.get(kind, id);
    return document && parse(document);
  }

  async function put(id: string, data: T, expected: number): Promise<Kept<T> | undefined> {
    try {
      return parse(await documents.put(kind, id, data, expected));
    } catch (error) {
      if (error instanceof ConflictError) return undefined;
      throw error;
    }
  }

  async function attempt<R extends Refusal>(id: string, change: (data: T | undefined) => T | R) {
    for (let attempts = 0; attempts < ATTEMPTS; attempts++) {
      const kept = await get(id);
      const next = change(kept?.data);
      if (isRefusal(next)) return next as R;
      if (kept && next === kept.data) return kept;
      const written = await put(id, next as T, kept?.version ?? 0);
      if (written) return written;
    }
    throw new ConflictError(`${kind} ${id} changed ${ATTEMPTS} times while it was being written`);
  }

  return {
    get,
    find: async (filter) => (await documents.find(kind, filter)).map(parse),
    create: (id, data) => put(id, data, 0),
    change: (id, change) => turnsOf(documents)(`${kind}/${id}`, () => attempt(id, change)),
  };
}
