import Table3 from 'cli-table3';

export type Cell = string | number | undefined;

/** A column: its key in the JSON, its head in the terminal, and how many decimals of a number are worth reading. */
export interface Column {
  key: string;
  head: string;
  decimals?: number;
}

/** Figures for people and machines alike. */
export interface Table {
  title: string;
  columns: readonly Column[];
  rows: readonly Readonly<Record<string, Cell>>[];
  /** What a reader must know to read the figures rightly. */
  notes: readonly string[];
}

export function printed({ title, columns, rows, notes }: Table): string {
  const table = new Table3({
    head: columns.map(({ head }) => head),
    colAligns: columns.map(({ key }) =>
      rows.some((row) => typeof row[key] === 'number') ? 'right' : 'left',
    ),
    style: { head: [], border: [], compact: true },
  });
  table.push(...rows.map((row) => columns.map((column) => words(row[column.key], column))));
  return [`\n${title}`, table.toString(), ...notes.map((note) => `  ${note}`)].join('\n');
}

function words(cell: Cell, { decimals = 0 }: Column): string {
  if (cell === undefined) return '';
  if (typeof cell === 'string') return cell;
  const shape = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
  return cell.toLocaleString('en-US', shape);
}
