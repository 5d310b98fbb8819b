import { METRICS, type MetricName } from '../../../core/metrics.ts';
import type { Question } from '../../../core/question.ts';
import type { Sample } from '../../../core/series.ts';
import { describe } from '../../describe.ts';
import { chartOf, stepOf, summed, type ValueOf } from '../charts.ts';
import { column } from '../count-table.ts';
import type { AnswerDeps, Answerer } from '../deps.ts';
import { missing, missingGroup } from '../missing.ts';
import { nextOf } from '../next.ts';
import { notesOn } from '../notes.ts';
import { referenceOf } from '../reference.ts';
import { amountWords, countWords, plural } from '../words.ts';
import { average, total } from './amounts.ts';
import { changeWords } from './change.ts';
import { headed, rowsOf } from './inventory.ts';
import { labelFor, type Matching, matchingOf } from './labels.ts';
import { type Thing, throughout } from './read.ts';

/** What has the same name in another region or account is another one. */
const BY = METRICS['queue.messages'].labels;

/** A figure of a thing over the window; undefined where it was not measured. */
type Read = (metric: MetricName, reduce: (samples: readonly Sample[]) => number) => number | undefined;

/** A kind of thing that a cloud runs for people, and how it is told of. */
interface Kind {
  one: 'database' | 'queue' | 'function';
  /** A thing is there if this was measured; it is what is drawn and compared. */
  main: MetricName;
  others: readonly MetricName[];
  columns: readonly string[];
  cells: (read: Read) => string[];
  /** The higher, the worse: the second says where the first says nothing. */
  badness: (read: Read) => readonly [number, number];
  /** What all of them together come to. */
  said: (amount: string) => string;
  together: (perThing: readonly number[]) => number;
}

/** Answers with a table of the things of one kind, beside the time before. */
export function cloudList(kind: Kind): Answerer {
  return async (question, deps) => {
    const matching = matchingOf(kind.main, question);
    if ('unknown' in matching) return missingGroup(question, matching.unknown);
    const odd = question.groupBy?.find((group) => labelFor(kind.main, group) === undefined);
    if (odd) return missingGroup(question, odd);
    const reference = referenceOf(question, deps.timezone);
    const [things, before, notes] = await Promise.all([
      measuredOf(kind, matching, question, deps),
      throughout(deps.store.series, kind.main, matching, BY, reference.window, stepOf(question)),
      notesOn(question, deps),
    ]);
    if (things.length === 0) return missing(question, deps);
    const ranked = things.sort((a, b) => b.badness[0] - a.badness[0] || b.badness[1] - a.badness[1]);
    const columns = [column(kind.one), column('region'), ...headed(...kind.columns)];
    return {
      question,
      title: describe(question),
      headline: headline(kind, things, before, reference.words),
      table: rowsOf(columns, ranked, question, ({ labels, read }) => [
        labels['service.name'] ?? '',
        labels['cloud.region'] ?? '',
        ...kind.cells(read),
      ]),
      chart: chart(kind, ranked, question, deps),
      notes,
      next: nextOf(question),
    };
  };
}

interface Measured extends Thing {
  read: Read;
  badness: readonly [number, number];
}

async function measuredOf(
  { main, others, badness }: Kind,
  matching: Matching,
  question: Question,
  { store }: AnswerDeps,
): Promise<Measured[]> {
  const metrics = [main, ...others];
  const all = await Promise.all(
    metrics.map((name) => throughout(store.series, name, matching, BY, question.time, stepOf(question))),
  );
  const samples = new Map(
    metrics.map((name, place) => [name, new Map(all[place]?.map((one) => [one.key, one.samples]))]),
  );
  return (all[0] ?? []).map((thing) => {
    const read: Read = (name, reduce) => {
      const own = samples.get(name)?.get(thing.key);
      return own && reduce(own);
    };
    return { ...thing, read, badness: badness(read) };
  });
}

/** "2 queues: 120 messages wait on average, 40 more than the hour before (80)." */
function headline(
  { one, main, said, together }: Kind,
  now: readonly Thing[],
  before: readonly Thing[],
  words: string,
): string {
  const { kind, unit } = METRICS[main];
  const reduce = kind === 'counter' ? total : average;
  const amount = (things: readonly Thing[]) => together(things.map(({ samples }) => reduce(samples)));
  const then = before.length > 0 ? amount(before) : undefined;
  const spoken = kind === 'counter' ? countWords(amount(now)) : amountWords(amount(now), unit);
  return `${plural(now.length, one)}: ${said(spoken)}, ${changeWords(amount(now), then, unit, words)}.`;
}

const averaged: ValueOf = (samples) => (samples.length === 0 ? null : average(samples));

function chart({ main }: Kind, things: readonly Thing[], question: Question, { timezone }: AnswerDeps) {
  const { kind, unit, title } = METRICS[main];
  const lines = things.map(({ labels, samples }) => ({ name: labels['service.name'] ?? '', samples }));
  return chartOf(question, lines, { unit, title, timezone }, kind === 'counter' ? summed : averaged);
}
