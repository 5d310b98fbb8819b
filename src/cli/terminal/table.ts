import Table from 'cli-table3';
import type { Answer } from '../../core/answer.ts';
import type { Paint } from './paint.ts';

const NO_LINES = Object.fromEntries(
  [
    'top',
    'top-mid',
    'top-left',
    'top-right',
    'bottom',
    'bottom-mid',
    'bottom-left',
    'bottom-right',
    'left',
    'left-mid',
    'mid',
    'mid-mid',
    'right',
    'right-mid',
    'middle',
  ].map((part) => [part, '']),
);
const GAP = 2;
const NARROWEST = 6;

/** A table without lines; its widest column gives way so that it fits in `columns`. */
export function tableLines(
  { columns: titles, rows, more }: NonNullable<Answer['table']>,
  columns: number,
  paint: Paint,
): string[] {
  const widths = fitted(
    titles.map(({ title }, place) => Math.max(title.length, ...rows.map((row) => (row[place] ?? '').length))),
    columns,
  );
  const table = new Table({
    head: titles.map(({ title }) => paint('dim', title)),
    colAligns: titles.map(({ align }) => align),
    colWidths: widths.map((width) => width + GAP),
    chars: NO_LINES,
    style: { 'padding-left': 0, 'padding-right': GAP, head: [], border: [], compact: true },
  });
  table.push(...rows);
  const lines = table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd());
  return more > 0 ? [...lines, paint('dim', `and ${more.toLocaleString('en-US')} more`)] : lines;
}

function fitted(widths: readonly number[], columns: number): number[] {
  const result = [...widths];
  const total = () => result.reduce((sum, width) => sum + width + GAP, 0);
  while (total() > columns) {
    const widest = result.indexOf(Math.max(...result));
    const width = result[widest] ?? 0;
    if (width <= NARROWEST) break;
    result[widest] = Math.max(NARROWEST, width - (total() - columns));
  }
  return result;
}
