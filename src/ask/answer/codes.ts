import type { Question } from '../../core/question.ts';
import { describe } from '../describe.ts';
import { chartOf } from './charts.ts';
import { codeTable } from './code-table.ts';
import { groupTable } from './count-table.ts';
import type { AnswerDeps, Answerer } from './deps.ts';
import { fieldsOf } from './groups.ts';
import { logLines } from './log-lines.ts';
import { nextOf } from './next.ts';
import { notesOn } from './notes.ts';
import { comparedWords, referenceOf } from './reference.ts';
import { selectionOf } from './selection.ts';
import { grandTotal, talliesOf } from './tallies.ts';
import { plural, timeWords } from './words.ts';

const SHOWN = 10;
const LINES = 5;

/** The error codes by how often they came: what is going wrong, rather than how much. */
export const codes: Answerer = async (question, deps) => {
  const { groupBy = [] } = question;
  const [byCode, grouped, notes] = await Promise.all([
    talliesOf(question, deps, ['event.code']),
    groupBy.length > 0 ? talliesOf(question, deps, fieldsOf(question)) : undefined,
    notesOn(question.time, deps),
  ]);
  const total = grandTotal(byCode);
  const lines = byCode.map(({ key, samples }) => ({ name: key[0] || '(none)', samples }));
  return {
    question,
    title: describe(question),
    headline:
      total === 0 ? 'No errors.' : `${plural(byCode.length, 'error code')} in ${plural(total, 'error')}.`,
    table: grouped
      ? groupTable(question, groupBy, grouped, 'errors')
      : await codeTable(question, deps, question.top ?? SHOWN),
    ...(total > 0 && {
      chart: chartOf(question, lines, { unit: '1', title: 'errors by code', timezone: deps.timezone }),
    }),
    notes,
    next: nextOf(question),
  };
};

/** One code: how often, since when, and its newest lines. */
export const code: Answerer = async (question, deps) => {
  const reference = referenceOf(question, deps.timezone);
  const [tallies, before, lines, seen, notes] = await Promise.all([
    talliesOf(question, deps, []),
    talliesOf(question, deps, [], reference.window),
    logLines(question, deps, question.top ?? LINES),
    everSeen(question, deps),
    notesOn(question.time, deps),
  ]);
  const total = grandTotal(tallies);
  return {
    question,
    title: describe(question),
    headline: `${plural(total, 'time', 'times')}, ${comparedWords(total, grandTotal(before), reference.words)}. ${seen}`,
    lines,
    ...(total > 0 && {
      chart: chartOf(
        question,
        tallies.map(({ samples }) => ({ name: 'now', samples })),
        { unit: '1', title: 'times', timezone: deps.timezone },
      ),
    }),
    notes,
    next: nextOf(question),
  };
};

async function everSeen(question: Question, { store, clock, timezone }: AnswerDeps): Promise<string> {
  const now = clock.now();
  const span = await store.events.span({ ...selectionOf(question, []).events, window: { from: 0, to: now } });
  if (!span) return 'Never seen in what is kept.';
  return `First seen ${timeWords(span.first, now, timezone)}, last ${timeWords(span.last, now, timezone)}.`;
}
