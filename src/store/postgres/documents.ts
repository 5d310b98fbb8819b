import { type ExpressionBuilder, type Kysely, type Selectable, sql } from 'kysely';
import { ConflictError } from '../../core/errors.ts';
import type { Clock, Instant } from '../../core/time.ts';
import { cleanJson, cleanText } from '../clean.ts';
import type { Document, DocumentFilter, DocumentKind, DocumentStore } from '../document-store.ts';
import type { Connection } from './connection.ts';
import type { DocumentTable, Tables } from './tables.ts';

/** Every change is one statement, and a statement over several documents locks them in the order of their ids: no deadlocks. */
export function postgresDocuments({ db, run }: Connection, clock: Clock): DocumentStore {
  return {
    get: (kind, id) => run(() => get(db, kind, id)),
    put: (kind, id, data, expected) =>
      run(async () => {
        const row = {
          kind,
          id: cleanText(id),
          version: expected + 1,
          data: cleanJson(data),
          updated_at: clock.now(),
        };
        const written = await (expected === 0 ? insert(db, row) : update(db, row));
        if (!written) throw new ConflictError(`${kind} ${id} is not at version ${expected}`);
        return documentOf(written);
      }),
    find: (kind, filter = {}) => run(() => find(db, kind, filter)),
    touch: (kind, ids) => run(() => touch(db, kind, ids, clock.now())),
    remove: (kind, documents) => run(() => remove(db, kind, documents)),
  };
}

type Database = Kysely<Tables>;
type NewRow = Omit<Selectable<DocumentTable>, 'data'> & { data: string };

async function get(db: Database, kind: DocumentKind, id: string) {
  const found = db
    .selectFrom('documents')
    .selectAll()
    .where('kind', '=', kind)
    .where('id', '=', cleanText(id));
  const row = await found.executeTakeFirst();
  return row && documentOf(row);
}

function insert(db: Database, row: NewRow) {
  const inserted = db
    .insertInto('documents')
    .values(row)
    .onConflict((conflict) => conflict.doNothing());
  return inserted.returningAll().executeTakeFirst();
}

function update(db: Database, { kind, id, version, ...change }: NewRow) {
  return db
    .updateTable('documents')
    .set({ ...change, version })
    .where('kind', '=', kind)
    .where('id', '=', id)
    .where('version', '=', version - 1)
    .returningAll()
    .executeTakeFirst();
}

async function find(db: Database, kind: DocumentKind, filter: DocumentFilter) {
  const rows = await db
    .selectFrom('documents')
    .selectAll()
    .where('kind', '=', kind)
    .where((rows) => rows.and(conditions(rows, filter)))
    .orderBy('updated_at', 'desc')
    .orderBy('id')
    .limit(filter.limit ?? 1_000)
    .execute();
  return rows.map(documentOf);
}

function conditions(
  rows: ExpressionBuilder<Tables, 'documents'>,
  { where = {}, updatedSince }: DocumentFilter,
) {
  const fields = Object.entries(where).map(([name, values]) =>
    rows.or(values.map((value) => sql<boolean>`data @> ${cleanJson({ [name]: value })}::jsonb`)),
  );
  return updatedSince === undefined ? fields : [...fields, rows('updated_at', '>=', updatedSince)];
}

async function touch(db: Database, kind: DocumentKind, ids: readonly string[], now: Instant) {
  const unique = [...new Set(ids.map(cleanText))];
  await sql`
    insert into sysmon.documents as d (kind, id, version, data, updated_at)
    select ${kind}, id, 1, 'null', ${now} from unnest(${unique}::text[]) as id order by id collate "C"
    on conflict (kind, id) do update set version = d.version + 1, updated_at = excluded.updated_at`.execute(
    db,
  );
}

async function remove(
  db: Database,
  kind: DocumentKind,
  documents: readonly Pick<Document, 'id' | 'version'>[],
) {
  const ids = documents.map(({ id }) => cleanText(id));
  const versions = documents.map(({ version }) => version);
  await sql`
    with seen as (
      select d.id from sysmon.documents d
      join unnest(${ids}::text[], ${versions}::int[]) as s (id, version) on d.id = s.id and d.version = s.version
      where d.kind = ${kind} order by d.id collate "C" for update of d
    )
    delete from sysmon.documents d using seen where d.kind = ${kind} and d.id = seen.id`.execute(db);
}

function documentOf({ id, version, data, updated_at }: Selectable<DocumentTable>): Document {
  return { id, version, data, updatedAt: updated_at };
}
