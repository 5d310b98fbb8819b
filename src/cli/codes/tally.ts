import type { Coded } from '../../normalize/normalizer.ts';
import type { Terminal } from '../terminal/answer.ts';
import { tableLines } from '../terminal/table.ts';

/** How many lines each code has. */
export interface Tally {
  /** `coded` is undefined for a line whose code could not be remembered. */
  add(coded: Coded | undefined, lines: number): void;
  /** The codes as a table, the most frequent first. */
  text(terminal: Terminal): string;
}

const SHOWN = 50;
const number = (value: number) => value.toLocaleString('en-US');

export function createTally(): Tally {
  const counts = new Map<string, { template: string; lines: number }>();
  let total = 0;
  let others = 0;
  return {
    add(coded, lines) {
      total += lines;
      if (!coded) {
        others += lines;
        return;
      }
      const known = counts.get(coded.code);
      if (known) known.lines += lines;
      else counts.set(coded.code, { template: coded.template, lines });
    },
    text({ columns, paint }) {
      const sorted = [...counts].sort(([, one], [, other]) => other.lines - one.lines);
      const rows = sorted
        .slice(0, SHOWN)
        .map(([code, { template, lines }]) => [code, number(lines), template]);
      const titles = [
        { title: 'code', align: 'left' as const },
        { title: 'lines', align: 'right' as const },
        { title: 'template', align: 'left' as const },
      ];
      const table = tableLines({ columns: titles, rows, more: sorted.length - rows.length }, columns, paint);
      const more = others > 0 ? ` and ${number(others)} lines of ever new kinds` : '';
      return `${table.join('\n')}\n\n${number(total)} lines, ${number(counts.size)} codes${more}\n`;
    },
  };
}
