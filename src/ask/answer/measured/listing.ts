import type { Answer } from '../../../core/answer.ts';
import type { Question } from '../../../core/question.ts';
import { describe } from '../../describe.ts';
import type { AnswerDeps, Answerer } from '../deps.ts';
import { missing, missingGroup } from '../missing.ts';
import { nextOf } from '../next.ts';
import { notesOn } from '../notes.ts';
import { grouped, type Inventory, type Listed, shareChart } from './inventory.ts';
import { type Matching, matchingOf } from './labels.ts';

/** How one kind of thing is listed. */
interface Listing<T extends Listed> {
  inventory: Inventory;
  /** All of those that the question may mean, the worst first. */
  read: (matching: Matching, question: Question, deps: AnswerDeps) => Promise<T[]>;
  /** Those that it does mean, and what to say first. */
  choose: (
    all: readonly T[],
    question: Question,
    deps: AnswerDeps,
    matching: Matching,
  ) => Chosen<T> | Promise<Chosen<T>>;
  table: (
    wanted: readonly T[],
    question: Question,
    deps: AnswerDeps,
  ) => Promise<NonNullable<Answer['table']>>;
}

interface Chosen<T> {
  wanted: T[];
  headline: string;
}

/** Answers with a table of things that are well or not, and the share that was well over time. */
export function listing<T extends Listed>({ inventory, read, choose, table }: Listing<T>): Answerer {
  return async (question, deps) => {
    const matching = matchingOf(inventory.metric, question);
    if ('unknown' in matching) return missingGroup(question, matching.unknown);
    const [all, chart, notes] = await Promise.all([
      read(matching, question, deps),
      shareChart(inventory, matching, question, deps),
      notesOn(question, deps),
    ]);
    if (all.length === 0) return missing(question, deps);
    const { wanted, headline } = await choose(all, question, deps, matching);
    const rows = question.groupBy
      ? grouped(inventory, wanted, question)
      : await table(wanted, question, deps);
    if (!rows) return missingGroup(question, question.groupBy?.join(' and ') ?? '');
    return {
      question,
      title: describe(question),
      headline,
      ...(wanted.length > 0 && { table: rows }),
      chart,
      notes,
      next: nextOf(question),
    };
  };
}
