import type { estypes } from '@elastic/elasticsearch';
import { ConflictError } from '../../core/errors.ts';
import type { Clock } from '../../core/time.ts';
import type { Document, DocumentKind, DocumentStore } from '../document-store.ts';
import type { Connection } from './connection.ts';
import { findDocuments } from './documents-find.ts';
import { documentOf, keyOf, type StoredDocument, storedOf } from './documents-form.ts';
import { removeDocuments, touchDocuments } from './documents-marks.ts';
import { freshness } from './freshness.ts';

/** Documents in one index. A writer names what it has read (`if_seq_no`), so of several at once exactly one wins. */
export function documentStore(connection: Connection, clock: Clock): DocumentStore {
  const { names, run } = connection;
  const index = names.documents;
  const fresh = freshness(connection);

  async function read(kind: DocumentKind, id: string, fields?: string[]) {
    const request = { index, id: keyOf(kind, id), ...(fields && { _source_includes: fields }) };
    return run((client) => client.get<StoredDocument>(request, { ignore: [404] }));
  }

  async function put(kind: DocumentKind, id: string, data: unknown, expected: number): Promise<Document> {
    const moved = () => new ConflictError(`${kind} ${id} is not at version ${expected}`);
    const next = { id, version: expected + 1, data, updatedAt: clock.now() };
    const document = storedOf(kind, next);
    const condition = expected === 0 ? CREATE : conditionOf(await read(kind, id, ['version']), expected);
    if (!condition) throw moved();
    const request = { index, id: keyOf(kind, id), document, ...condition };
    await run((client) => client.index(request, { maxRetries: 0 })).catch((error: unknown) => {
      throw error instanceof ConflictError ? moved() : error;
    });
    return documentOf(document);
  }

  return {
    async get(kind, id) {
      const { _source: stored } = await read(kind, id);
      return stored && documentOf(stored);
    },
    put,
    find: (kind, filter = {}) => findDocuments(connection, fresh, kind, filter),
    touch: (kind, ids) => touchDocuments(connection, kind, ids, clock.now()),
    remove: (kind, documents) => removeDocuments(connection, kind, documents),
  };
}

const CREATE = { op_type: 'create' } as const;

/** Undefined if the document is not at the version that its writer expects. */
function conditionOf(
  { _source, _seq_no, _primary_term }: estypes.GetResponse<StoredDocument>,
  expected: number,
) {
  if (_source?.version !== expected || _seq_no === undefined || _primary_term === undefined) return undefined;
  return { if_seq_no: _seq_no, if_primary_term: _primary_term };
}
