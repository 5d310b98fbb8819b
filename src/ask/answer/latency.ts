import type { Answer } from '../../core/answer.ts';
import type { Aggregate, Group, Question } from '../../core/question.ts';
import type { CountField } from '../../store/event-store.ts';
import { describe } from '../describe.ts';
import { chartOf, type Line, type ValueOf } from './charts.ts';
import { column } from './count-table.ts';
import type { AnswerDeps, Answerer } from './deps.ts';
import { fieldsOf } from './groups.ts';
import { balancerLatency } from './measured/balancers.ts';
import { nextOf } from './next.ts';
import { notesOn } from './notes.ts';
import { binsOf, durationOf } from './quantiles.ts';
import type { Tally } from './read-exactly.ts';
import { referenceOf, speedWords } from './reference.ts';
import { talliesOf, totalOf } from './tallies.ts';
import { countWords, durationWords, percentWords, plural } from './words.ts';

const USUAL: readonly Aggregate[] = ['p50', 'p95', 'p99'];
const MOST_ROWS = 20;

/** How fast requests are answered: percentiles of all that was measured in the window, never a mean of percentiles. */
export const latency: Answerer = async (question, deps) => {
  const groups: readonly Group[] = question.groupBy ?? (question.bucket ? [] : ['endpoint']);
  const fields = fieldsOf({ ...question, groupBy: [...groups] });
  const reference = referenceOf(question, deps.timezone);
  const [tallies, before, failed, notes] = await Promise.all([
    talliesOf(question, deps, fields),
    talliesOf(question, deps, [], reference.window),
    failures(question, deps, fields),
    notesOn(question, deps),
  ]);
  const all = tallies.flatMap(({ samples }) => samples);
  const balanced = all.length === 0 ? await balancerLatency(question, deps) : undefined;
  if (balanced) return balanced;
  const [shown = 'p95'] = shownOf(question).filter((aggregate) => question.aggregate || aggregate === 'p95');
  return {
    question,
    title: describe(question),
    headline: headline(shown, all, {
      samples: before.flatMap(({ samples }) => samples),
      words: reference.words,
    }),
    ...(all.length > 0 && {
      table: table(question, groups, ranked(tallies, shown), failed),
      chart: chart(question, tallies, deps, shown),
    }),
    notes:
      all.length > 0
        ? notes
        : [
            ...notes,
            'Latency comes from log lines with a status and a duration (access logs, or JSON with http.response.status_code and event.duration).',
          ],
    next: nextOf(question),
  };
};

function shownOf({ aggregate }: Question): readonly Aggregate[] {
  const asked = (aggregate ?? []).filter((one) => one !== 'count' && one !== 'rate');
  return asked.length > 0 ? asked : USUAL;
}

function failures(question: Question, deps: AnswerDeps, fields: readonly CountField[]): Promise<Tally[]> {
  const failed: Question = {
    ...question,
    subject: 'failures',
    filters: { ...question.filters, status: question.filters.status ?? ['5xx'] },
  };
  return talliesOf(failed, deps, fields);
}

interface Before {
  samples: Tally['samples'];
  words: string;
}

function headline(aggregate: Aggregate, samples: Tally['samples'], before: Before): string {
  const now = durationOf(aggregate, binsOf(samples));
  if (now === undefined) return 'No request was measured.';
  const requests = plural(totalOf({ samples }), 'request');
  const then = durationOf(aggregate, binsOf(before.samples));
  return `${aggregate} ${durationWords(now)} over ${requests}, ${speedWords(now, then, before.words)}.`;
}

/** The slowest first. */
function ranked(tallies: readonly Tally[], aggregate: Aggregate): Tally[] {
  const slowness = new Map(
    tallies.map((tally) => [tally, durationOf(aggregate, binsOf(tally.samples)) ?? 0]),
  );
  return [...tallies].sort((a, b) => (slowness.get(b) ?? 0) - (slowness.get(a) ?? 0));
}

function table(
  question: Question,
  groups: readonly Group[],
  tallies: readonly Tally[],
  failed: readonly Tally[],
): NonNullable<Answer['table']> {
  const aggregates = shownOf(question);
  const failures = new Map(failed.map((tally) => [tally.key.join('\0'), totalOf(tally)]));
  const shown = tallies.slice(0, question.top ?? MOST_ROWS);
  const rows = shown.map(({ key, samples }) => {
    const bins = binsOf(samples);
    const requests = totalOf({ samples });
    const bad = failures.get(key.join('\0')) ?? 0;
    return [
      ...key,
      ...aggregates.map((one) => durationWords(durationOf(one, bins))),
      countWords(requests),
      failedWords(bad, requests),
    ];
  });
  const columns = [
    ...groups.map((group) => column(group)),
    ...[...aggregates, 'requests', 'failed'].map((title) => column(title, 'right')),
  ];
  return { columns, rows, more: tallies.length - shown.length };
}

const failedWords = (failed: number, requests: number) =>
  failed === 0 ? '0' : `${countWords(failed)} (${percentWords(failed, requests)})`;

/** One group's lines of each aggregate, or one aggregate of each group. */
function chart(
  question: Question,
  tallies: readonly Tally[],
  { timezone }: AnswerDeps,
  aggregate: Aggregate,
) {
  const grouped = question.groupBy !== undefined;
  const lines: Line[] = grouped
    ? tallies.map(({ key, samples }) => ({ name: key.filter(Boolean).join(' ') || '(none)', samples }))
    : [{ name: aggregate, samples: tallies.flatMap(({ samples }) => samples) }];
  const percentile: ValueOf = (samples) => durationOf(aggregate, binsOf(samples)) ?? null;
  return chartOf(question, lines, { unit: 'ns', title: `latency, ${aggregate}`, timezone }, percentile);
}
