import type { Answer } from '../../../core/answer.ts';
import { METRICS, type MetricName } from '../../../core/metrics.ts';
import type { Aggregate, Group, Question } from '../../../core/question.ts';
import type { Sample } from '../../../core/series.ts';
import { describe } from '../../describe.ts';
import { chartOf, stepOf, type ValueOf } from '../charts.ts';
import { column } from '../count-table.ts';
import type { AnswerDeps, Answerer } from '../deps.ts';
import { missing, missingGroup } from '../missing.ts';
import { nextOf } from '../next.ts';
import { notesOn } from '../notes.ts';
import { referenceOf } from '../reference.ts';
import { amountWords } from '../words.ts';
import { changeWords } from './change.ts';
import { headed, rowsOf } from './inventory.ts';
import { labelFor, type Matching, matchingOf } from './labels.ts';
import { allOf, newest, only, type Thing, throughout } from './read.ts';

/** One metric that may be meant, by what a question is about. */
export interface Usage {
  metric: MetricName;
  /** What it is told by where nothing else is asked for. */
  by: Group;
  /** It says what is left: the lowest is the worst. */
  isFree?: boolean;
}

/** Of more things than this only those that are highest now are read over the whole window. */
const MANY = 500;
const MOST_READ = 100;

/** How much is used of something, by the thing that uses it, the worst first. `usages`: the one preferred first. */
export function usage(usages: readonly Usage[]): Answerer {
  return async (question, deps) => {
    const answerable = usages.filter(({ metric }) => fits(metric, question));
    if (answerable.length === 0)
      return missingGroup(question, [...(question.groupBy ?? []), 'thing'][0] ?? '');
    const measured = await measuredOf(answerable, question, deps);
    const [first, ...others] = measured;
    if (!first) return missing(question, deps);
    const answer = await answerOf(first, question, deps);
    const also = others.map(({ usage: { by } }) => `Measured of ${by}s too: ask for it "by ${by}".`);
    return { ...answer, notes: [...also, ...answer.notes] };
  };
}

function fits(metric: MetricName, question: Question): boolean {
  const groups = question.groupBy ?? [];
  return groups.every((group) => labelFor(metric, group)) && !('unknown' in matchingOf(metric, question));
}

interface Measured {
  usage: Usage;
  matching: Matching;
  labels: string[];
  groups: Group[];
  now: Thing[];
}

/** Those that have been measured lately; else (of a time gone by, or from a source that is late) those measured in the window at all. */
async function measuredOf(usages: readonly Usage[], question: Question, deps: AnswerDeps) {
  const { series } = deps.store;
  const lately = await found(usages, question, (...told) => allOf(series, ...told, question.time.to));
  if (lately.length > 0) return lately;
  const step = stepOf(question);
  return found(usages, question, (...told) => throughout(series, ...told, question.time, step));
}

type Find = (...told: [metric: MetricName, matching: Matching, by: readonly string[]]) => Promise<Thing[]>;

async function found(usages: readonly Usage[], question: Question, find: Find): Promise<Measured[]> {
  const read = usages.map(async (one) => {
    const matching = matchingOf(one.metric, question);
    if ('unknown' in matching) return [];
    const groups = question.groupBy ?? [one.by];
    const labels = groups.flatMap((group) => labelFor(one.metric, group) ?? []);
    const now = await find(one.metric, matching, labels);
    return now.length > 0 ? [{ usage: one, matching, labels, groups, now }] : [];
  });
  return (await Promise.all(read)).flat();
}

async function answerOf(
  { usage: { metric, isFree }, matching, labels, groups, now }: Measured,
  question: Question,
  deps: AnswerDeps,
): Promise<Answer> {
  const { series } = deps.store;
  const { unit, title } = METRICS[metric];
  const [aggregate = 'avg'] = question.aggregate ?? [];
  const reference = referenceOf(question, deps.timezone);
  const sign = isFree ? -1 : 1;
  const worst = now.toSorted((a, b) => sign * ((newest(b) ?? 0) - (newest(a) ?? 0))).slice(0, MOST_READ);
  const [label = ''] = labels;
  const read = now.length > MANY ? only(matching, label, worst) : matching;
  const step = stepOf(question);
  const [things, before, notes] = await Promise.all([
    throughout(series, metric, read, labels, question.time, step),
    throughout(series, metric, read, [], reference.window, step),
    notesOn(question, deps),
  ]);
  const ranked = things
    .map((thing) => ({ ...thing, value: reduced(aggregate, thing.samples) }))
    .sort((a, b) => sign * (b.value - a.value));
  const columns = [
    ...groups.map((group) => column(group)),
    ...headed('now', 'mean', isFree ? 'lowest' : 'highest'),
  ];
  const lines = ranked.map((thing) => ({
    name: labels.map((one) => thing.labels[one]).join(' '),
    samples: thing.samples,
  }));
  const latest = new Map(now.map((thing) => [thing.key, newest(thing)]));
  return {
    question,
    title: describe(question),
    headline: headline(title, unit, things, before, reference.words),
    table: {
      ...rowsOf(columns, ranked, question, (thing) => [
        ...labels.map((one) => thing.labels[one] ?? ''),
        amountWords(latest.get(thing.key), unit),
        amountWords(reduced('avg', thing.samples), unit),
        amountWords(reduced(isFree ? 'min' : 'max', thing.samples), unit),
      ]),
    },
    chart: chartOf(question, lines, { unit, title, timezone: deps.timezone }, reducedTo(aggregate)),
    notes:
      now.length > MANY
        ? [`${now.length} are measured: these are the ${isFree ? 'lowest' : 'highest'} just now.`, ...notes]
        : notes,
    next: nextOf(question),
  };
}

function headline(
  title: string,
  unit: 'ns' | '%' | '1' | 's' | 'By' | 'Cel',
  things: readonly Thing[],
  before: readonly Thing[],
  words: string,
): string {
  const mean = reduced(
    'avg',
    things.flatMap(({ samples }) => samples),
  );
  const then = reduced(
    'avg',
    before.flatMap(({ samples }) => samples),
  );
  const spoken = `${title.charAt(0).toUpperCase()}${title.slice(1)}: ${amountWords(mean, unit)} on average`;
  return `${spoken}, ${changeWords(mean, before.length > 0 ? then : undefined, unit, words)}.`;
}

function reduced(aggregate: Aggregate, samples: readonly Sample[]): number {
  const values = samples.map(({ value }) => value).sort((a, b) => a - b);
  const at = (share: number) => values[Math.min(values.length - 1, Math.floor(share * values.length))] ?? 0;
  const share = { p50: 0.5, p95: 0.95, p99: 0.99, max: 1, min: 0 }[aggregate as 'p50'];
  if (share !== undefined) return at(share);
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}

function reducedTo(aggregate: Aggregate): ValueOf {
  return (samples) => (samples.length === 0 ? null : reduced(aggregate, samples));
}
