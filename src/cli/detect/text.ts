import type { Chart } from '../../core/chart.ts';
import { momentWords } from '../../detect/words.ts';
import { chartLines } from '../terminal/chart.ts';
import type { Paint } from '../terminal/paint.ts';
import type { RowVerdict } from './judge.ts';
import type { Summary } from './summary.ts';

const MOST_FINDINGS = 8;
const LINES_UP_TO = 100;

/** A file on a terminal: its chart, what was found in it, and what could not be judged. */
export function fileText(
  summary: Summary,
  verdicts: readonly RowVerdict[],
  columns: number,
  paint: Paint,
): string {
  const found = verdicts.filter(({ grade }) => grade > 0).sort((a, b) => b.score - a.score);
  const worst = found.slice(0, MOST_FINDINGS).sort((a, b) => (a.at ?? 0) - (b.at ?? 0));
  const more = found.length - worst.length;
  return [
    `${paint('bold', summary.file)}  ${countWords(summary)}`,
    ...chartLines(chartOf(summary.file, verdicts), Math.min(columns, LINES_UP_TO), paint),
    ...worst.map((verdict) => findingLine(verdict, paint)),
    ...(more > 0 ? [paint('dim', `  and ${more} more`)] : []),
    ...summary.notes.map((note) => paint('yellow', `  ${note}`)),
    '',
  ].join('\n');
}

function countWords({ points, neverSeen, unusual }: Summary): string {
  return `${points.toLocaleString('en-US')} points, ${neverSeen} never seen, ${unusual} unusual`;
}

function findingLine({ at = 0, grade, reason }: RowVerdict, paint: Paint): string {
  const word = grade === 2 ? paint('red', 'never seen') : paint('yellow', 'unusual   ');
  return `  ${momentWords(at, Number.POSITIVE_INFINITY)}  ${word}  ${reason}`;
}

function chartOf(title: string, verdicts: readonly RowVerdict[]): Chart {
  const points = verdicts
    .flatMap(({ at, value }) => (at === undefined ? [] : [{ at, value: value ?? null }]))
    .sort((a, b) => a.at - b.at);
  const window = { from: points[0]?.at ?? 0, to: points.at(-1)?.at ?? 0 };
  const step = points.length > 1 ? (window.to - window.from) / (points.length - 1) : 0;
  return {
    title,
    kind: 'line',
    unit: '1',
    window,
    step,
    timezone: 'UTC',
    together: 'max',
    series: [{ name: title, points }],
  };
}
