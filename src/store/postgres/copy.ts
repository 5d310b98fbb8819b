import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

type Value = string | number | null;

const ROWS_A_CHUNK = 200;
const ESCAPES: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

/** Streams rows into a table with COPY in its text format: https://www.postgresql.org/docs/18/sql-copy.html */
export async function copyRows(
  client: pg.PoolClient,
  table: string,
  columns: readonly string[],
  rows: readonly (readonly Value[])[],
): Promise<void> {
  await pipeline(
    Readable.from(chunks(rows)),
    client.query(copyFrom(`copy ${table} (${columns}) from stdin`)),
  );
}

function* chunks(rows: readonly (readonly Value[])[]): Generator<string> {
  for (let start = 0; start < rows.length; start += ROWS_A_CHUNK) {
    yield rows
      .slice(start, start + ROWS_A_CHUNK)
      .map(line)
      .join('');
  }
}

function line(row: readonly Value[]): string {
  return `${row.map(encode).join('\t')}\n`;
}

function encode(value: Value): string {
  if (value === null) return '\\N';
  return String(value).replace(/[\\\t\n\r]/g, (character) => ESCAPES[character] ?? character);
}
