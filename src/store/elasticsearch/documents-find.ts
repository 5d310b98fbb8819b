import type { estypes } from '@elastic/elasticsearch';
import type { Document, DocumentFilter, DocumentKind } from '../document-store.ts';
import type { Connection } from './connection.ts';
import { documentOf, type StoredDocument, termOf } from './documents-form.ts';
import type { Freshness } from './freshness.ts';
import { ON_NO_INDEX } from './search.ts';

type Query = NonNullable<estypes.SearchRequest['query']>;

/** Elasticsearch gives no more hits than this at once. */
const PAGE = 10_000;
const KEEP_ALIVE = '1m';
const ORDER: estypes.SortCombinations[] = [{ updatedAt: 'desc' }, { id: 'asc' }];

/** The most recently updated first; every put that has returned is seen. */
export async function findDocuments(
  connection: Connection,
  freshness: Freshness,
  kind: DocumentKind,
  filter: DocumentFilter,
): Promise<Document[]> {
  const { names, run } = connection;
  const { limit = 1_000 } = filter;
  const search = { query: queryOf(kind, filter), sort: ORDER, track_total_hits: false };
  await freshness.refresh(names.documents);
  if (limit > PAGE) return findByPages(connection, search, limit);
  const request = { ...search, index: names.documents, ...ON_NO_INDEX, size: limit };
  const { hits } = await run((client) => client.search<StoredDocument>(request));
  return documentsOf(hits.hits);
}

/** From a point in time: a document that is updated meanwhile would move to a page that was read before. */
async function findByPages(
  { names, run }: Connection,
  search: Pick<estypes.SearchRequest, 'query' | 'sort' | 'track_total_hits'>,
  limit: number,
): Promise<Document[]> {
  const { ignore_unavailable } = ON_NO_INDEX;
  const place = { index: names.documents, keep_alive: KEEP_ALIVE, ignore_unavailable };
  const { id } = await run((client) => client.openPointInTime(place));
  const found: Document[] = [];
  let after: estypes.SortResults | undefined;
  do {
    const size = Math.min(PAGE, limit - found.length);
    const pit = { id, keep_alive: KEEP_ALIVE };
    const request = { ...search, pit, size, ...(after && { search_after: after }) };
    const { hits } = await run((client) => client.search<StoredDocument>(request));
    found.push(...documentsOf(hits.hits));
    after = hits.hits.length === size ? hits.hits.at(-1)?.sort : undefined;
  } while (after && found.length < limit);
  await run((client) => client.closePointInTime({ id }));
  return found;
}

function queryOf(kind: DocumentKind, { where = {}, updatedSince }: DocumentFilter): Query {
  const fields = Object.entries(where).map(([name, values]) => ({
    terms: { terms: values.map((value) => termOf(name, value)) },
  }));
  const since = updatedSince === undefined ? [] : [{ range: { updatedAt: { gte: updatedSince } } }];
  return { bool: { filter: [{ term: { kind } }, ...fields, ...since] } };
}

function documentsOf(hits: readonly estypes.SearchHit<StoredDocument>[]): Document[] {
  return hits.flatMap(({ _source: stored }) => (stored ? [documentOf(stored)] : []));
}
