import type { Answer } from '../../../core/answer.ts';
import type { Question } from '../../../core/question.ts';
import { describe } from '../../describe.ts';
import { chartOf, stepOf } from '../charts.ts';
import { bucketTable, column } from '../count-table.ts';
import type { AnswerDeps, Answerer } from '../deps.ts';
import { missing, missingGroup } from '../missing.ts';
import { nextOf } from '../next.ts';
import { notesOn } from '../notes.ts';
import { comparedWords, referenceOf } from '../reference.ts';
import { totalOf } from '../tallies.ts';
import { countWords, plural } from '../words.ts';
import { headed, rowsOf } from './inventory.ts';
import { labelFor, matchingOf } from './labels.ts';
import { type Thing, throughout } from './read.ts';

const CLICKS = 'user.clicks';
const PAGE_AND_TARGET = ['url.path', 'click.target'];

/** What people click: by page and target, the most clicked first, beside the time before. */
export const clicks: Answerer = async (question, deps) => {
  const matching = matchingOf(CLICKS, question);
  if ('unknown' in matching) return missingGroup(question, matching.unknown);
  const groups = question.groupBy ?? [];
  const asked = groups.flatMap((group) => labelFor(CLICKS, group) ?? []);
  if (asked.length < groups.length) return missingGroup(question, groups.join(' and '));
  const labels = asked.length > 0 ? asked : PAGE_AND_TARGET;
  const reference = referenceOf(question, deps.timezone);
  const read = (window: Question['time']) =>
    throughout(deps.store.series, CLICKS, matching, labels, window, stepOf(question));
  const [now, before, notes] = await Promise.all([
    read(question.time),
    read(reference.window),
    notesOn(question, deps),
  ]);
  const total = sumOf(now);
  if (total === 0 && sumOf(before) === 0) return missing(question, deps);
  const ranked = now.toSorted((a, b) => totalOf(b) - totalOf(a));
  return {
    question,
    title: describe(question),
    headline: `${plural(total, 'click')}, ${comparedWords(total, sumOf(before), reference.words)}.`,
    table: tableOf(question, ranked, before, labels, deps),
    chart: chartOf(question, linesOf(question, ranked, asked), {
      unit: '1',
      title: 'clicks',
      timezone: deps.timezone,
    }),
    notes,
    next: nextOf(question),
  };
};

const sumOf = (things: readonly Thing[]) => things.reduce((sum, thing) => sum + totalOf(thing), 0);

function tableOf(
  question: Question,
  now: readonly Thing[],
  before: readonly Thing[],
  labels: readonly string[],
  deps: AnswerDeps,
): NonNullable<Answer['table']> {
  const tallies = now.map(({ samples }) => ({ key: [], samples }));
  if (question.bucket && !question.groupBy) return bucketTable(question, tallies, 'clicks', deps);
  const then = new Map(before.map((thing) => [thing.key, totalOf(thing)]));
  const names = question.groupBy ?? ['page', 'target'];
  const columns = [...names.map((name) => column(name)), ...headed('clicks', 'before')];
  return rowsOf(columns, now, question, (thing) => [
    ...labels.map((label) => thing.labels[label] ?? ''),
    countWords(totalOf(thing)),
    countWords(then.get(thing.key) ?? 0),
  ]);
}

/** All clicks as one line, unless they were to be told apart. */
function linesOf(question: Question, things: readonly Thing[], asked: readonly string[]) {
  const all = [{ name: 'now', samples: things.flatMap(({ samples }) => samples) }];
  if (!question.groupBy) return all;
  return things.map(({ labels, samples }) => ({
    name: asked.map((label) => labels[label]).join(' '),
    samples,
  }));
}
