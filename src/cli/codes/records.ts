import { pipeline, Readable } from 'node:stream';
import { parse } from 'csv-parse';
import { ConfigError } from '../../core/errors.ts';
import type { Opened } from './chunks.ts';
import { linesIn } from './lines.ts';
import type { CodesOptions, FormatName } from './options.ts';

/** The messages of a file in order. */
export interface Records {
  batches: AsyncIterable<string[]>;
  /** Each is a message of its own: lines that follow each other are never one stack trace. */
  apart: boolean;
}

/** Column names that hold the message, where none was named; without regard to case. */
const MESSAGE_COLUMNS = ['message', 'msg', 'content', 'text', 'log', 'body', 'event', 'line', '@message'];
const BATCH = 1_000;
const LONGEST_RECORD = 16 * 1024 * 1024;

export function recordsIn(file: string, opened: Opened, { column, format }: CodesOptions): Records {
  const found = format ?? formatOf(file, opened.head, column);
  if (found === 'csv' || found === 'tsv') {
    const delimiter = found === 'tsv' ? '\t' : delimiterOf(opened.head);
    return { batches: csvMessages(file, opened, delimiter, column), apart: true };
  }
  if (column === undefined) return { batches: linesIn(opened.chunks), apart: found === 'json' };
  if (found === 'json') return { batches: jsonMessages(file, opened, column), apart: true };
  throw new ConfigError([
    `${file} is plain text without a column ${column}; say --format csv, tsv or json if it is not`,
  ]);
}

function formatOf(file: string, head: string, column: string | undefined): FormatName {
  const name = file.replace(/\.gz$/, '');
  if (/\.(?:csv|tsv)$/i.test(name)) return name.toLowerCase().endsWith('tsv') ? 'tsv' : 'csv';
  if (/\.(?:jsonl|ndjson|json)$/i.test(name) || /^\s*\{\s*"/.test(head)) return 'json';
  const header = firstLine(head);
  return column !== undefined && header.split(/[,;\t]/).some((title) => unquoted(title) === column)
    ? 'csv'
    : 'text';
}

const firstLine = (text: string) => text.slice(0, 65_536).split('\n', 1)[0] ?? '';
const unquoted = (title: string) => title.trim().replace(/^"(.*)"$/, '$1');

/** Whichever separates the header into most columns. */
function delimiterOf(head: string): string {
  const header = firstLine(head);
  const count = (mark: string) => header.split(mark).length;
  return [',', ';', '\t'].reduce((best, mark) => (count(mark) > count(best) ? mark : best));
}

async function* csvMessages(
  file: string,
  { chunks }: Opened,
  delimiter: string,
  column: string | undefined,
): AsyncGenerator<string[]> {
  const rows = parse({
    delimiter,
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: LONGEST_RECORD,
  });
  pipeline(Readable.from(chunks), rows, () => {});
  let place: number | undefined;
  let batch: string[] = [];
  try {
    for await (const row of rows as AsyncIterable<string[]>) {
      if (place === undefined) place = placeOf(file, row, column);
      else batch.push(row[place] ?? '');
      if (batch.length < BATCH) continue;
      yield batch;
      batch = [];
    }
  } catch (error) {
    throw error instanceof ConfigError ? error : new ConfigError([`${file} is no CSV: ${String(error)}`]);
  }
  yield batch;
}

function placeOf(file: string, header: readonly string[], column: string | undefined): number {
  const titles = header.map((title) => title.trim().toLowerCase());
  const wanted = column === undefined ? MESSAGE_COLUMNS : [column.toLowerCase()];
  const exact = column === undefined ? -1 : header.indexOf(column);
  const place = exact >= 0 ? exact : titles.indexOf(wanted.find((name) => titles.includes(name)) ?? '');
  if (place >= 0) return place;
  const problem = column === undefined ? 'which column holds the messages?' : `there is no column ${column};`;
  throw new ConfigError([`${file}: ${problem} It has ${header.join(', ')}. Name it with --column`]);
}

async function* jsonMessages(
  file: string,
  { head, chunks }: Opened,
  column: string,
): AsyncGenerator<string[]> {
  let found = false;
  for await (const lines of linesIn(chunks)) {
    yield lines.map((line) => {
      const value = valueIn(line, column);
      found ||= value !== undefined;
      return value ?? line;
    });
  }
  if (found || head === '') return;
  throw new ConfigError([
    `${file}: no line has a field ${column}. The first line is ${firstLine(head).slice(0, 200)}`,
  ]);
}

/** The field of a JSON line, also one inside others by its dotted name; undefined where there is none. */
function valueIn(line: string, column: string): string | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    const record: unknown = JSON.parse(line);
    const value = fieldOf(record, column) ?? column.split('.').reduce(fieldOf, record);
    if (value === undefined || value === null) return undefined;
    return typeof value === 'string' ? value : JSON.stringify(value);
  } catch {
    return undefined;
  }
}

function fieldOf(record: unknown, name: string): unknown {
  return typeof record === 'object' && record !== null && Object.hasOwn(record, name)
    ? Object.entries(record).find(([key]) => key === name)?.[1]
    : undefined;
}
