import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';

/** The stored documents as COPY writes and takes them, so that nothing is left to do but to store them. */
export async function readDocuments(url: string): Promise<Buffer[]> {
  return connected(url, (client) =>
    client.query(copyTo('copy (select * from sysmon.events) to stdout')).toArray(),
  );
}

/** Makes a table of the same columns; `keyed`: with the same keys and indexes. */
export async function makeTable(url: string, table: string, keyed: boolean): Promise<void> {
  await connected(url, (client) =>
    client.query(`create table ${table} (like sysmon.events ${keyed ? 'including all' : ''})`),
  );
}

export async function copyDocuments(url: string, table: string, documents: readonly Buffer[]): Promise<void> {
  await connected(url, (client) =>
    pipeline(Readable.from(documents), client.query(copyFrom(`copy ${table} from stdin`))),
  );
}

async function connected<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(url);
  await client.connect();
  return work(client).finally(() => client.end());
}
