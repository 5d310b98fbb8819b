import type { Answer, Column } from '../../core/answer.ts';
import type { Group, Question } from '../../core/question.ts';
import { bucketAt, bucketsOf, stepOf } from './charts.ts';
import type { AnswerDeps } from './deps.ts';
import type { Tally } from './read-exactly.ts';
import { totalOf } from './tallies.ts';
import { countWords, percentWords, timeWords } from './words.ts';

const MOST_ROWS = 20;

export const column = (title: string, align: Column['align'] = 'left'): Column => ({ title, align });

/** What was counted, a line for each group, the largest first. */
export function groupTable(
  question: Question,
  groups: readonly Group[],
  tallies: readonly Tally[],
  counted: string,
): NonNullable<Answer['table']> {
  const total = tallies.reduce((sum, tally) => sum + totalOf(tally), 0);
  const shown = tallies.slice(0, question.top ?? MOST_ROWS);
  return {
    columns: [...groups.map((group) => column(group)), column(counted, 'right'), column('share', 'right')],
    rows: shown.map((tally) => [
      ...tally.key,
      countWords(totalOf(tally)),
      percentWords(totalOf(tally), total),
    ]),
    more: tallies.length - shown.length,
  };
}

/** What was counted, a line for each hour or day, the newest last. */
export function bucketTable(
  question: Question,
  tallies: readonly Tally[],
  counted: string,
  { timezone, clock }: AnswerDeps,
): NonNullable<Answer['table']> {
  const step = stepOf(question);
  const sums = new Map<number, number>(bucketsOf(question.time, step, timezone).map((at) => [at, 0]));
  for (const { at, value } of tallies.flatMap(({ samples }) => samples)) {
    const bucket = bucketAt(at, step, timezone);
    sums.set(bucket, (sums.get(bucket) ?? 0) + value);
  }
  const rows = [...sums].map(([at, sum]) => [timeWords(at, clock.now(), timezone), countWords(sum)]);
  const shown = rows.slice(-(question.top ?? 2 * MOST_ROWS));
  return {
    columns: [column(question.bucket ?? 'time'), column(counted, 'right')],
    rows: shown,
    more: rows.length - shown.length,
  };
}
