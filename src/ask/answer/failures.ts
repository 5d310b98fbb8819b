import type { Question } from '../../core/question.ts';

import { describe } from '../describe.ts';
import { chartOf } from './charts.ts';
import { bucketTable, column } from './count-table.ts';
import type { Answerer } from './deps.ts';
import { fieldsOf } from './groups.ts';
import { nextOf } from './next.ts';
import { notesOn } from './notes.ts';
import type { Tally } from './read-exactly.ts';
import { comparedWords, referenceOf } from './reference.ts';
import { grandTotal, talliesOf, totalOf } from './tallies.ts';
import { countWords, percentWords, plural } from './words.ts';

const MOST_ROWS = 20;

/** Requests answered with a 5xx, as a number and as a share of all requests. */
export const failures: Answerer = async (question, deps) => {
  const fields = fieldsOf(question);
  const reference = referenceOf(question, deps.timezone);
  const failing = onlyFailed(question);
  const [failed, all, before, notes] = await Promise.all([
    talliesOf(failing, deps, fields),
    talliesOf({ ...question, subject: 'requests' }, deps, fields),
    talliesOf(failing, deps, [], reference.window),
    notesOn(question, deps),
  ]);
  const [bad, total] = [grandTotal(failed), grandTotal(all)];
  const lines = failed.map(({ key, samples }) => ({
    name: key.filter(Boolean).join(' ') || 'failed',
    samples,
  }));
  const grouped = fields.length > 0 ? { table: shareTable(question, failed, all) } : {};
  return {
    question,
    title: describe(question),
    headline:
      total === 0
        ? 'No requests were seen.'
        : `${countWords(bad)} of ${plural(total, 'request')} failed (${percentWords(bad, total)}), ${comparedWords(bad, grandTotal(before), reference.words)}.`,
    ...(question.bucket && fields.length === 0
      ? { table: bucketTable(question, failed, 'failed', deps) }
      : grouped),
    chart: chartOf(question, lines.length > 0 ? lines : [{ name: 'failed', samples: [] }], {
      unit: '1',
      title: 'failed requests',
      timezone: deps.timezone,
    }),
    notes,
    next: nextOf(question),
  };
};

function onlyFailed(question: Question): Question {
  return { ...question, filters: { ...question.filters, status: question.filters.status ?? ['5xx'] } };
}

function shareTable(question: Question, failed: readonly Tally[], all: readonly Tally[]) {
  const requests = new Map(all.map((tally) => [tally.key.join('\0'), totalOf(tally)]));
  const shown = failed.slice(0, question.top ?? MOST_ROWS);
  const rows = shown.map((tally) => {
    const total = requests.get(tally.key.join('\0')) ?? totalOf(tally);
    return [...tally.key, countWords(totalOf(tally)), countWords(total), percentWords(totalOf(tally), total)];
  });
  const counted = ['failed', 'requests', 'share'].map((title) => column(title, 'right'));
  return {
    columns: [...(question.groupBy ?? []).map((group) => column(group)), ...counted],
    rows,
    more: failed.length - shown.length,
  };
}
