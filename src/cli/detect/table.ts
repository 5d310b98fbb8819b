import { parse } from 'csv-parse/sync';
import { ConfigError } from '../../core/errors.ts';
import { momentOf } from './moment.ts';

export interface Row {
  /** As it was written. */
  timestamp: string;
  value: string;
  /** The other columns. */
  kept: string[];
}

export interface Table {
  rows: Row[];
  /** Names of the other columns. */
  keptNames: string[];
}

const TIME = /^(@?timestamp|time|datetime|date|ts)$/i;
const VALUE = /^(value|count|y|v)$/i;

/**
 * A CSV text (comma, semicolon or tab) with a time and a value, named or the first two columns; a header may be missing. Throws a
 * `ConfigError` that says what was looked for.
 */
export function readTable(text: string, name: string): Table {
  const records = recordsOf(text, name);
  const [first] = records;
  if (!first)
    throw new ConfigError([`${name}: it is empty; wanted: a column of times and a column of values`]);
  if (first.length < 2)
    throw new ConfigError([
      `${name}: one column only; wanted: timestamp,value (or with ; or tab between them)`,
    ]);
  const hasHeader = momentOf(first[0] ?? '') === undefined && first.every((cell) => !isNumber(cell));
  const header = hasHeader
    ? first.map((cell) => cell.trim())
    : first.map((_, index) => `column_${index + 1}`);
  const time = Math.max(
    0,
    header.findIndex((cell) => TIME.test(cell)),
  );
  const valueNamed = header.findIndex((cell) => VALUE.test(cell));
  const value = valueNamed >= 0 ? valueNamed : header.findIndex((_, index) => index !== time);
  const others = header.flatMap((_, index) => (index === time || index === value ? [] : [index]));
  const rows = records.slice(hasHeader ? 1 : 0).map((cells) => ({
    timestamp: cells[time] ?? '',
    value: cells[value] ?? '',
    kept: [...others.map((index) => cells[index] ?? ''), ...cells.slice(header.length)],
  }));
  return { rows, keptNames: others.map((index) => header[index] ?? '') };
}

function recordsOf(text: string, name: string): string[][] {
  const line = text.slice(0, text.indexOf('\n') + 1 || undefined);
  const delimiter = [',', ';', '\t'].find((mark) => line.includes(mark)) ?? ',';
  try {
    return parse(text, {
      bom: true,
      delimiter,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
    });
  } catch (error) {
    throw new ConfigError([
      `${name}: no CSV file (${error instanceof Error ? error.message : String(error)})`,
    ]);
  }
}

function isNumber(cell: string): boolean {
  return cell.trim() !== '' && Number.isFinite(Number(cell));
}
