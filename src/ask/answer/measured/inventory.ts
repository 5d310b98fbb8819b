import type { Answer, Column } from '../../../core/answer.ts';
import type { Chart } from '../../../core/chart.ts';
import type { MetricName } from '../../../core/metrics.ts';
import type { Question } from '../../../core/question.ts';
import type { Instant } from '../../../core/time.ts';
import { chartOf, stepOf, type ValueOf } from '../charts.ts';
import { column } from '../count-table.ts';
import type { AnswerDeps } from '../deps.ts';
import { countWords, percentWords, plural } from '../words.ts';
import { labelFor, type Matching } from './labels.ts';
import { allOf, keyBy, newest, recently, type Thing, throughout } from './read.ts';

/** As many rows as a table in Slack holds, without its head. */
export const MOST_ROWS = 99;

/** A kind of thing that is well or not: what says so, and what people call it. */
export interface Inventory {
  metric: MetricName;
  one: string;
  /** What it is when its metric says 1, and 0. */
  good: string;
  bad: string;
}

/** What is known of one thing. */
export interface Listed extends Thing {
  isGood: boolean;
}

/** Every thing that said how it is in the last minutes of the window. */
export async function listed(
  { metric }: Inventory,
  matching: Matching,
  by: readonly string[],
  question: Question,
  { store }: AnswerDeps,
): Promise<Listed[]> {
  const found = await allOf(store.series, metric, matching, by, question.time.to);
  return found.map((thing) => ({ ...thing, isGood: (newest(thing) ?? 0) >= 0.5 }));
}

/** "12 devices, 11 online". */
export function headlineOf({ one, good }: Inventory, things: readonly Listed[]): string {
  return `${plural(things.length, one)}, ${countWords(things.filter(({ isGood }) => isGood).length)} ${good}.`;
}

/** The rows of the things shown, and how many more there are. */
export function rowsOf<T>(
  columns: readonly Column[],
  things: readonly T[],
  { top = MOST_ROWS }: Question,
  rowOf: (thing: T) => string[],
): NonNullable<Answer['table']> {
  const rows = things.slice(0, Math.min(top, MOST_ROWS)).map(rowOf);
  return { columns: [...columns], rows, more: things.length - rows.length };
}

/** How many there are of each group, the worst first; undefined where nothing says which group a thing belongs to. */
export function grouped(
  { metric, one, good, bad }: Inventory,
  things: readonly Listed[],
  question: Question,
): Answer['table'] {
  const groups = question.groupBy ?? [];
  const labels = groups.flatMap((group) => labelFor(metric, group) ?? []);
  if (labels.length === 0 || labels.length < groups.length) return undefined;
  const byKey = Map.groupBy(things, (thing) => labels.map((label) => thing.labels[label] ?? '').join('\0'));
  const counted = [...byKey].map(([key, members]) => {
    const well = members.filter(({ isGood }) => isGood).length;
    return { key, all: members.length, well, unwell: members.length - well };
  });
  counted.sort((a, b) => b.unwell / b.all - a.unwell / a.all || b.all - a.all);
  const columns = [...groups.map((group) => column(group)), ...headed(`${one}s`, good, bad, 'share')];
  return rowsOf(columns, counted, question, ({ key, all, well, unwell }) => [
    ...key.split('\0'),
    countWords(all),
    countWords(well),
    countWords(unwell),
    percentWords(well, all),
  ]);
}

export const headed = (...titles: string[]): Column[] => titles.map((title) => column(title, 'right'));

/** The newest values of some metrics, of the things shown only: what all of them together measured would be too much to read. */
export async function valuesOf(
  metrics: readonly MetricName[],
  shown: readonly Thing[],
  { by, named }: { by: readonly string[]; named: string },
  { store }: AnswerDeps,
  at: Instant,
): Promise<(metric: MetricName, thing: Pick<Thing, 'labels'>) => number | undefined> {
  const names = [...new Set(shown.map(({ labels }) => labels[named] ?? ''))];
  const matching: Matching = { where: { [named]: names }, not: {} };
  const read = await Promise.all(
    metrics.map(async (metric) => {
      const things = await recently(store.series, metric, matching, by, at);
      return [metric, new Map(things.map((thing) => [thing.key, newest(thing)]))] as const;
    }),
  );
  const values = new Map(read);
  return (metric, { labels }) => values.get(metric)?.get(keyBy(labels, by));
}

/** The share that was well, over time. */
export async function shareChart(
  { metric, one, good }: Inventory,
  matching: Matching,
  question: Question,
  { store, timezone }: AnswerDeps,
): Promise<Chart> {
  const read = await throughout(store.series, metric, matching, [], question.time, stepOf(question));
  const lines = read.map(({ samples }) => ({ name: 'now', samples }));
  return chartOf(question, lines, { unit: '%', title: `${one}s ${good}`, timezone }, meanPercent);
}

const meanPercent: ValueOf = (samples) =>
  samples.length === 0 ? null : (100 * samples.reduce((sum, { value }) => sum + value, 0)) / samples.length;
