import { describe } from '../describe.ts';
import { COMMAND_EXAMPLES, EXAMPLES } from '../lexicon.ts';
import { column } from './count-table.ts';
import type { Answerer } from './deps.ts';
import { known } from './known.ts';

/** What can be asked and done, by examples that work as they stand. */
export const help: Answerer = async (question, { store, clock }) => {
  const { services } = await known(store, clock);
  const rows = [...EXAMPLES.map((text) => ['ask', text]), ...COMMAND_EXAMPLES.map((text) => ['do', text])];
  const names = services.length > 0 ? [`Services: ${services.slice(0, 20).join(', ')}.`] : [];
  return {
    question,
    title: describe(question),
    headline:
      'Ask in your own words, in any order; a service, a time and a grouping can be added to most of these.',
    table: { columns: [column(''), column('for example')], rows, more: 0 },
    notes: names,
    next: EXAMPLES.slice(0, 4),
  };
};
