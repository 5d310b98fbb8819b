import type { Instant } from '../core/time.ts';

const DOCUMENT_KINDS = [
  'alert', 'ticket', 'delivery', 'mute', 'cursor', 'changed', 'code', 'detector', 'audit', 'source', 'job', 'setting',
] as const; // biome-ignore format: a list to read
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/** A small JSON document with the version that its next writer must name. */
export interface Document {
  id: string;
  /** 1 at first, one more with each writing. */
  version: number;
  data: unknown;
  updatedAt: Instant;
}

export interface DocumentFilter {
  /** Top-level fields of `data` that must equal one of these. */
  where?: Readonly<Record<string, readonly (string | number | boolean)[]>>;
  updatedSince?: Instant;
  /** Most recently updated first; 1,000 if not given. */
  limit?: number;
}

export interface DocumentStore {
  get(kind: DocumentKind, id: string): Promise<Document | undefined>;
  /** Writes if the document is still at `expected` (0: does not exist yet), and returns it; else throws `ConflictError`. */
  put(kind: DocumentKind, id: string, data: unknown, expected: number): Promise<Document>;
  find(kind: DocumentKind, filter?: DocumentFilter): Promise<Document[]>;
  /** Makes each of these documents (with no data), or gives it its next version: a mark that something changed. */
  touch(kind: DocumentKind, ids: readonly string[]): Promise<void>;
  /** Removes those that are still at the version given, and leaves the others. */
  remove(kind: DocumentKind, documents: readonly Pick<Document, 'id' | 'version'>[]): Promise<void>;
}
