import { describe } from '../describe.ts';
import { chartOf } from './charts.ts';
import { codeTable } from './code-table.ts';
import { groupTable } from './count-table.ts';
import type { Answerer } from './deps.ts';
import { fieldsOf } from './groups.ts';
import { nextOf } from './next.ts';
import { notesOn } from './notes.ts';
import { grandTotal, talliesOf } from './tallies.ts';
import { plural } from './words.ts';

const SHOWN = 10;

/** The error codes by how often they came: what is going wrong, rather than how much. */
export const codes: Answerer = async (question, deps) => {
  const { groupBy = [] } = question;
  const [byCode, grouped, notes] = await Promise.all([
    talliesOf(question, deps, ['event.code']),
    groupBy.length > 0 ? talliesOf(question, deps, fieldsOf(question)) : undefined,
    notesOn(question, deps),
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
