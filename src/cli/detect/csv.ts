import type { RowVerdict } from './judge.ts';
import type { Table } from './table.ts';

const COLUMNS = ['timestamp', 'value', 'anomaly_score', 'expected_low', 'expected_high', 'grade', 'reason'];

/** The rows in the order of the input, time and value as they were written, what was found, and then the other columns of the input. */
export function csvOf({ rows, keptNames }: Table, verdicts: readonly RowVerdict[]): string {
  const kept = keptNames.map((name) => (COLUMNS.includes(name) ? `input_${name}` : name));
  const lines = rows.map((row, index) => {
    const { score = 0, expected, grade = 0, reason = '' } = verdicts[index] ?? {};
    const bounds = [expected?.low, expected?.high].map((bound) => (bound === undefined ? '' : short(bound)));
    return [row.timestamp, row.value, score.toFixed(4), ...bounds, String(grade), reason, ...row.kept];
  });
  return `${[[...COLUMNS, ...kept], ...lines].map((cells) => cells.map(quoted).join(',')).join('\n')}\n`;
}

function short(value: number): string {
  return String(Number(value.toPrecision(7)));
}

function quoted(cell: string): string {
  return /[",\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
