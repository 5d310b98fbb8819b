import type { Question } from '../../core/question.ts';
import { describe } from '../describe.ts';
import { chartOf } from './charts.ts';
import { type CodeFamily, codeFamily } from './code-family.ts';
import { codeLinks } from './code-links.ts';
import type { AnswerDeps, Answerer } from './deps.ts';
import { logLines } from './log-lines.ts';
import { namedTemplate } from './named-template.ts';
import { nextOf } from './next.ts';
import { notesOn } from './notes.ts';
import { comparedWords, referenceOf } from './reference.ts';
import { selectionOf } from './selection.ts';
import { grandTotal, talliesOf, totalOf } from './tallies.ts';
import { countWords, plural, timeWords } from './words.ts';

const LINES = 5;

/** One code: what it stands for, how often and since when it comes, its newest lines, and the alerts and tickets about it. */
export const code: Answerer = async (asked, deps) => {
  const family = await codeFamily(asked.filters.code ?? [], deps.store);
  const question = { ...asked, filters: { ...asked.filters, code: family.codes } };
  const reference = referenceOf(question, deps.timezone);
  const [tallies, byService, before, lines, seen, links, notes] = await Promise.all([
    talliesOf(question, deps, []),
    talliesOf(question, deps, ['service.name']),
    talliesOf(question, deps, [], reference.window),
    logLines(question, deps, question.top ?? LINES),
    everSeen(question, deps),
    codeLinks(family.codes, deps),
    notesOn(question, deps),
  ]);
  const total = grandTotal(tallies);
  const services = byService.map((tally) => `${tally.key[0]} (${countWords(totalOf(tally))})`);
  return {
    question: asked,
    title: describe(asked),
    headline: `${plural(total, 'time', 'times')}, ${comparedWords(total, grandTotal(before), reference.words)}. ${seen}`,
    ...(links && { table: links }),
    lines,
    ...(total > 0 && {
      chart: chartOf(
        asked,
        tallies.map(({ samples }) => ({ name: 'now', samples })),
        { unit: '1', title: 'times', timezone: deps.timezone },
      ),
    }),
    notes: [
      ...meaning(family, asked),
      ...(services.length > 0 ? [`In ${services.join(', ')}.`] : []),
      ...notes,
    ],
    next: nextOf(asked),
  };
};

function meaning({ template, today, codes }: CodeFamily, { filters }: Question): string[] {
  const isAlias = today !== undefined && !filters.code?.includes(today);
  const others = codes.length - (filters.code?.length ?? 0) - (isAlias ? 1 : 0);
  return [
    ...(template === undefined ? [] : [`Stands for: ${namedTemplate(template)}`]),
    ...(isAlias ? [`Its code is ${today} today; this one stays valid.`] : []),
    ...(others > 0
      ? [`${plural(others, 'older code means', 'older codes mean')} the same and are counted.`]
      : []),
  ];
}

async function everSeen(question: Question, { store, clock, timezone }: AnswerDeps): Promise<string> {
  const now = clock.now();
  const span = await store.events.span({ ...selectionOf(question, []).events, window: { from: 0, to: now } });
  if (!span) return 'Never seen in what is kept.';
  return `First seen ${timeWords(span.first, now, timezone)}, last ${timeWords(span.last, now, timezone)}.`;
}
