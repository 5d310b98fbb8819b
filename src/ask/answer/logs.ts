import { describe } from '../describe.ts';
import { chartOf } from './charts.ts';
import { counts } from './counts.ts';
import type { Answerer } from './deps.ts';
import { logLines } from './log-lines.ts';
import { nextOf } from './next.ts';
import { notesOn } from './notes.ts';
import { grandTotal, talliesOf } from './tallies.ts';
import { countWords, plural } from './words.ts';

const LINES = 30;
const countLines = counts({ one: 'log line', many: 'log lines' });

/** The log lines themselves, the newest last; counted where a grouping was asked for. */
export const logs: Answerer = async (question, deps) => {
  if (question.groupBy || question.bucket || question.aggregate) return countLines(question, deps);
  const most = question.top ?? LINES;
  const [lines, tallies, notes] = await Promise.all([
    logLines(question, deps, most),
    talliesOf(question, deps, []),
    notesOn(question, deps),
  ]);
  const total = grandTotal(tallies);
  const shown = lines.length < total ? `, the newest ${countWords(lines.length)} of them here` : '';
  return {
    question,
    title: describe(question),
    headline: total === 0 ? 'No log lines.' : `${plural(total, 'log line')}${shown}.`,
    lines,
    ...(total > 0 && {
      chart: chartOf(
        question,
        tallies.map(({ samples }) => ({ name: 'now', samples })),
        { unit: '1', title: 'log lines', timezone: deps.timezone },
      ),
    }),
    notes,
    next: nextOf(question),
  };
};
