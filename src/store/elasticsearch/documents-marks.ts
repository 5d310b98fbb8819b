import { UpstreamError } from '../../core/errors.ts';
import type { Instant } from '../../core/time.ts';
import { cleanText } from '../clean.ts';
import type { Document, DocumentKind } from '../document-store.ts';
import { type BulkOperation, bulk } from './bulk.ts';
import type { Connection } from './connection.ts';
import { keyOf, type StoredDocument, storedOf } from './documents-form.ts';
import { readMany } from './read-many.ts';

/** Documents that are read and written at a time. */
const LOT = 5_000;
const ATTEMPTS = 20;

/**
 * Reads and writes. A document that someone else wrote between the two has its next version, later than this touch began, and so its mark;
 * only one that was removed between the two has to be made anew.
 */
export async function touchDocuments(
  connection: Connection,
  kind: DocumentKind,
  ids: readonly string[],
  now: Instant,
): Promise<void> {
  const unique = [...new Set(ids.map(cleanText))];
  for (let start = 0; start < unique.length; start += LOT)
    await touchLot(connection, kind, unique.slice(start, start + LOT), now);
}

async function touchLot(connection: Connection, kind: DocumentKind, ids: readonly string[], now: Instant) {
  let left = ids;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const read = await readAll(connection, kind, left);
    const unmarked = attempt === 0 ? read : read.filter(({ found }) => !found);
    const results = await bulk(
      connection,
      unmarked.map(({ id, found }): BulkOperation => {
        const target = { index: connection.names.documents, id: keyOf(kind, id) };
        const source = JSON.stringify(found ? touched(found.source, now) : marked(kind, id, now));
        return found
          ? { ...target, action: 'index', source, seenAt: found.seenAt }
          : { ...target, action: 'create', source };
      }),
    );
    left = unmarked.flatMap(({ id }, position) => (results[position]?.state === 'conflict' ? [id] : []));
    if (left.length === 0) return;
  }
  throw new UpstreamError(
    'STORE_BUSY',
    `${left.length} documents (${kind}) change faster than they can be marked.`,
  );
}

function touched(stored: StoredDocument, now: Instant): StoredDocument {
  return { ...stored, version: stored.version + 1, updatedAt: now };
}

function marked(kind: DocumentKind, id: string, now: Instant): StoredDocument {
  return storedOf(kind, { id, version: 1, data: null, updatedAt: now });
}

/** What is no longer at its version, or moves on before it is deleted, stays. */
export async function removeDocuments(
  connection: Connection,
  kind: DocumentKind,
  documents: readonly Pick<Document, 'id' | 'version'>[],
): Promise<void> {
  for (let start = 0; start < documents.length; start += LOT) {
    const lot = documents.slice(start, start + LOT);
    const read = await readAll(
      connection,
      kind,
      lot.map(({ id }) => id),
      ['version'],
    );
    const operations = read.flatMap(({ id, found }, position): BulkOperation[] => {
      if (found?.source.version !== lot[position]?.version || !found) return [];
      const target = { index: connection.names.documents, id: keyOf(kind, id) };
      return [{ ...target, action: 'delete', seenAt: found.seenAt }];
    });
    await bulk(connection, operations);
  }
}

async function readAll(
  connection: Connection,
  kind: DocumentKind,
  ids: readonly string[],
  fields?: string[],
) {
  const index = connection.names.documents;
  const places = ids.map((id) => ({ index, id: keyOf(kind, id) }));
  const found = await readMany<StoredDocument>(connection, places, {
    mayBeAbsent: true,
    ...(fields && { fields }),
  });
  return ids.map((id, position) => ({ id, found: found[position] }));
}
