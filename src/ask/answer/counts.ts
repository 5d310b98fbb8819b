import type { Answer } from '../../core/answer.ts';
import type { Aggregate, Question } from '../../core/question.ts';
import { DAY, MINUTE } from '../../core/time.ts';
import { describe } from '../describe.ts';
import { chartOf, type Line, stepOf, summed } from './charts.ts';
import { codeTable } from './code-table.ts';
import { bucketTable, groupTable } from './count-table.ts';
import type { AnswerDeps, Answerer } from './deps.ts';
import { fieldsOf } from './groups.ts';
import { nextOf } from './next.ts';
import { notesOn } from './notes.ts';
import type { Tally } from './read-exactly.ts';
import { comparedWords, referenceOf } from './reference.ts';
import { grandTotal, talliesOf } from './tallies.ts';
import { plural, threeDigits } from './words.ts';

/** What is counted, in words: "1 error", "2 errors". */
export interface Counted {
  one: string;
  many: string;
}

/** How many, against the time before; by group or bucket where that was asked, else with the codes that make it up. */
export function counts({ one, many }: Counted): Answerer {
  return async (question, deps) => {
    const fields = fieldsOf(question);
    const reference = referenceOf(question, deps.timezone);
    const [tallies, before, notes] = await Promise.all([
      talliesOf(question, deps, fields),
      talliesOf(question, deps, [], reference.window),
      notesOn(question, deps),
    ]);
    const total = grandTotal(tallies);
    const compared = comparedWords(total, grandTotal(before), reference.words);
    return {
      question,
      title: describe(question),
      headline: `${plural(total, one, many)}${aggregateWords(question, tallies)}, ${compared}.`,
      ...(await tableOf(question, tallies, many, deps)),
      chart: chartOf(question, linesOf(question, tallies, before, reference), {
        unit: '1',
        title: many,
        timezone: deps.timezone,
      }),
      notes,
      next: nextOf(question),
    };
  };
}

async function tableOf(
  question: Question,
  tallies: readonly Tally[],
  many: string,
  deps: AnswerDeps,
): Promise<Pick<Answer, 'table'>> {
  const { groupBy = [], bucket, subject } = question;
  if (groupBy.length > 0) return { table: groupTable(question, groupBy, tallies, many) };
  if (bucket) return { table: bucketTable(question, tallies, many, deps) };
  const coded = subject === 'errors' || subject === 'warnings';
  return coded && grandTotal(tallies) > 0 ? { table: await codeTable(question, deps, 5) } : {};
}

interface Reference {
  window: Question['time'];
  words: string;
}

/** A comparison that was asked for is drawn too, moved to where it is compared with. */
function linesOf(
  question: Question,
  tallies: readonly Tally[],
  before: readonly Tally[],
  { window, words }: Reference,
): Line[] {
  const grouped = (question.groupBy ?? []).length > 0;
  const lines = tallies.map(({ key, samples }) => ({
    name: key.filter(Boolean).join(' ') || 'now',
    samples,
  }));
  if (grouped || !question.compare) return lines.length > 0 ? lines : [{ name: 'now', samples: [] }];
  const moved = question.time.from - window.from;
  const then = before.flatMap(({ samples }) =>
    samples.map((sample) => ({ ...sample, at: sample.at + moved })),
  );
  return [...lines, { name: words, samples: then }];
}

/** "rate", "max" and such of something counted: per minute, or over the buckets of the chart. */
function aggregateWords(question: Question, tallies: readonly Tally[]): string {
  return (question.aggregate ?? [])
    .map((aggregate) => ` ${aggregateOf(aggregate, question, tallies)}`)
    .join(',')
    .trimEnd();
}

function aggregateOf(aggregate: Aggregate, question: Question, tallies: readonly Tally[]): string {
  const minutes = Math.max(1, (question.time.to - question.time.from) / MINUTE);
  if (aggregate === 'rate') return `(${threeDigits(grandTotal(tallies) / minutes)} a minute)`;
  if (aggregate === 'count') return '';
  const step = stepOf(question);
  const chart = chartOf(
    question,
    [{ name: '', samples: tallies.flatMap(({ samples }) => samples) }],
    { unit: '1', title: '', timezone: 'UTC' },
    summed,
  );
  const values = (chart.series[0]?.points ?? []).map(({ value }) => value ?? 0);
  const width = WIDTHS.get(step) ?? 'hour';
  return `(${aggregate} ${threeDigits(reduced(aggregate, values))} a ${width})`;
}

const WIDTHS = new Map([
  [MINUTE, 'minute'],
  [DAY, 'day'],
]);

function reduced(aggregate: Aggregate, values: readonly number[]): number {
  if (aggregate === 'max') return values.reduce((most, value) => Math.max(most, value), 0);
  if (aggregate === 'min') return values.reduce((least, value) => Math.min(least, value), values[0] ?? 0);
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
