import type { Answer } from '../../core/answer.ts';
import { chartLines } from './chart.ts';
import type { Paint, Style } from './paint.ts';
import { tableLines } from './table.ts';

/** Where an answer is written to. */
export interface Terminal {
  /** Its width in characters. */
  columns: number;
  paint: Paint;
}

/** An answer as text that a person likes to read: what was understood, the answer, then the rest as far as there is any. */
export function answerText(answer: Answer, { columns, paint }: Terminal): string {
  const { title, headline, table, lines, chart, notes, next } = answer;
  const parts: string[][] = [
    [paint('dim', title), paint('bold', plain(headline))],
    table && table.rows.length > 0
      ? tableLines({ ...table, rows: table.rows.map((row) => row.map(plain)) }, columns, paint)
      : [],
    chart ? chartLines(chart, columns, paint) : [],
    (lines ?? []).map((line) => logLine(line, columns, paint)),
    notes.map((note) => `${paint('yellow', '!')} ${plain(note)}`),
    next.length > 0 ? [paint('dim', `Next: ${next.join(' · ')}`)] : [],
  ];
  return `${parts
    .filter((part) => part.length > 0)
    .map((part) => part.join('\n'))
    .join('\n\n')}\n`;
}

const LEVEL_STYLES: Readonly<Record<string, Style>> = { fatal: 'red', error: 'red', warn: 'yellow' };

function logLine(
  { time, level, service, code, text }: NonNullable<Answer['lines']>[number],
  columns: number,
  paint: Paint,
): string {
  const start = `${time} ${level.padEnd(5)} ${service} ${code} `;
  const room = Math.max(20, columns - start.length);
  const whole = plain(text).replace(/\s+/g, ' ');
  const shown = whole.length > room ? `${whole.slice(0, room - 1)}…` : whole;
  const style = LEVEL_STYLES[level];
  return `${paint('dim', time)} ${style ? paint(style, level.padEnd(5)) : level.padEnd(5)} ${service} ${paint('dim', code)} ${shown}`;
}

/** Log text is hostile: nothing in it may steer the terminal. */
function plain(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]/gu, (sign) => (/\s/.test(sign) ? ' ' : '\uFFFD'));
}
