import { ERROR_LEVELS } from '../../core/event.ts';
import { DAY, type Window } from '../../core/time.ts';
import { describe } from '../describe.ts';
import { column } from './count-table.ts';
import type { AnswerDeps, Answerer } from './deps.ts';
import { known } from './known.ts';
import { readExactly, type Tally } from './read-exactly.ts';
import { totalOf } from './tallies.ts';
import { countWords, plural } from './words.ts';

/** The services that logged in the last 14 days, with their lines and errors of the last day. */
export const services: Answerer = async (question, deps) => {
  const now = deps.clock.now();
  const day: Window = { from: now - DAY, to: now };
  const [names, lines, errors] = await Promise.all([
    known(deps.store, deps.clock),
    countsOf(day, undefined, deps),
    countsOf(day, ERROR_LEVELS, deps),
  ]);
  const wanted = names.services.filter(
    (name) => question.services.length === 0 || question.services.includes(name),
  );
  const rows = wanted.map((name) => [
    name,
    countWords(lines.get(name) ?? 0),
    countWords(errors.get(name) ?? 0),
  ]);
  return {
    question,
    title: describe(question),
    headline:
      rows.length === 0
        ? 'No service has logged anything in the last 14 days.'
        : `${plural(rows.length, 'service')}.`,
    ...(rows.length > 0 && {
      table: {
        columns: [column('service'), column('lines, 24 h', 'right'), column('errors, 24 h', 'right')],
        rows,
        more: 0,
      },
    }),
    notes: rows.length === 0 ? ['Nothing is collected yet: ask for health, which names each source.'] : [],
    next: rows.length > 0 ? ['errors by service last 24h', 'health'] : ['health'],
  };
};

async function countsOf(
  window: Window,
  levels: readonly string[] | undefined,
  { store }: AnswerDeps,
): Promise<Map<string, number>> {
  const where = levels ? { 'log.level': levels } : {};
  const selection = {
    series: { metric: 'log.events' as const, where, not: {} },
    events: { where },
    isDuration: false,
  };
  const tallies: Tally[] = await readExactly(store, selection, window, ['service.name'], DAY);
  return new Map(tallies.map((tally) => [tally.key[0] ?? '', totalOf(tally)]));
}
