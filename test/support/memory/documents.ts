import { ConflictError } from '../../../src/core/errors.ts';
import type { Clock } from '../../../src/core/time.ts';
import { cleanJson } from '../../../src/store/clean.ts';
import type {
  Document,
  DocumentFilter,
  DocumentKind,
  DocumentStore,
} from '../../../src/store/document-store.ts';

export function memoryDocuments(clock: Clock): DocumentStore {
  const kinds = new Map<DocumentKind, Map<string, Document>>();
  const of = (kind: DocumentKind) => kinds.get(kind) ?? kinds.set(kind, new Map()).get(kind) ?? new Map();

  function write(kind: DocumentKind, id: string, data: unknown): Document {
    const version = (of(kind).get(id)?.version ?? 0) + 1;
    const document = { id, version, data: JSON.parse(cleanJson(data)), updatedAt: clock.now() };
    of(kind).set(id, document);
    return structuredClone(document);
  }

  return {
    async get(kind, id) {
      return structuredClone(of(kind).get(id));
    },
    async put(kind, id, data, expected) {
      const version = of(kind).get(id)?.version ?? 0;
      if (version !== expected) throw new ConflictError(`${kind} ${id} is not at version ${expected}`);
      return write(kind, id, data);
    },
    async find(kind, filter = {}) {
      const found = [...of(kind).values()].filter((document) => matches(document, filter));
      found.sort((a, b) => b.updatedAt - a.updatedAt || (a.id < b.id ? -1 : 1));
      return structuredClone(found.slice(0, filter.limit ?? 1_000));
    },
    async touch(kind, ids) {
      for (const id of new Set(ids)) write(kind, id, of(kind).get(id)?.data);
    },
    async remove(kind, documents) {
      for (const { id, version } of documents) if (of(kind).get(id)?.version === version) of(kind).delete(id);
    },
  };
}

function matches({ data, updatedAt }: Document, { where = {}, updatedSince }: DocumentFilter): boolean {
  if (updatedSince !== undefined && updatedAt < updatedSince) return false;
  const fields: Record<string, unknown> = typeof data === 'object' && data !== null ? { ...data } : {};
  return Object.entries(where).every(([name, values]) => values.some((value) => value === fields[name]));
}
