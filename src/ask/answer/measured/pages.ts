import type { MetricName } from '../../../core/metrics.ts';
import type { Question } from '../../../core/question.ts';
import { quantile } from '../../../core/sketch.ts';
import { describe } from '../../describe.ts';
import { chartOf, stepOf, type ValueOf } from '../charts.ts';
import { column } from '../count-table.ts';
import type { AnswerDeps, Answerer } from '../deps.ts';
import { missing, missingGroup } from '../missing.ts';
import { nextOf } from '../next.ts';
import { notesOn } from '../notes.ts';
import { binsOf } from '../quantiles.ts';
import { referenceOf, speedWords } from '../reference.ts';
import { totalOf } from '../tallies.ts';
import { countWords, durationWords, plural, threeDigits } from '../words.ts';
import { headed, rowsOf } from './inventory.ts';
import { labelFor, matchingOf } from './labels.ts';
import { type Thing, throughout } from './read.ts';

const LOADS = 'page.load.duration';
const VITALS = [
  'page.largest_contentful_paint',
  'page.interaction_to_next_paint',
  'page.layout_shift',
] as const;

/** How fast pages load, and their Core Web Vitals: by page, the slowest first. */
export const pages: Answerer = async (question, deps) => {
  const matching = matchingOf(LOADS, question);
  if ('unknown' in matching) return missingGroup(question, matching.unknown);
  const groups = question.groupBy ?? (question.bucket ? [] : (['page'] as const));
  const labels = groups.flatMap((group) => labelFor(LOADS, group) ?? []);
  if (labels.length < groups.length) return missingGroup(question, groups.join(' and '));
  const reference = referenceOf(question, deps.timezone);
  const read = (metric: MetricName, by: readonly string[], window = question.time) =>
    throughout(deps.store.series, metric, matching, by, window, stepOf(question));
  const [loads, before, measured, notes] = await Promise.all([
    read(LOADS, labels),
    read(LOADS, [], reference.window),
    Promise.all(VITALS.map((metric) => read(metric, labels))),
    notesOn(question, deps),
  ]);
  if (loads.length === 0) return missing(question, deps);
  const vitals = measured.map((things) => new Map(things.map((thing) => [thing.key, thing])));
  const rows = loads
    .map((page) => ({ ...page, p95: shareIn(page, 0.95) ?? 0 }))
    .sort((a, b) => b.p95 - a.p95);
  const columns = [
    ...groups.map((group) => column(group)),
    ...headed('loads', 'p50', 'p95', 'LCP p75', 'INP p75', 'CLS'),
  ];
  return {
    question,
    title: describe(question),
    headline: headline(loads, before, reference.words),
    table: rowsOf(columns, rows, question, (page) => [
      ...labels.map((label) => page.labels[label] ?? ''),
      countWords(totalOf(page)),
      durationWords(shareIn(page, 0.5)),
      durationWords(page.p95),
      ...vitalWords(page.key, vitals),
    ]),
    chart: chart(question, rows, labels, deps),
    notes,
    next: nextOf(question),
  };
};

const shareIn = ({ samples }: Pick<Thing, 'samples'>, share: number) => quantile(binsOf(samples), share);

function headline(loads: readonly Thing[], before: readonly Thing[], words: string): string {
  const all = { samples: loads.flatMap(({ samples }) => samples) };
  const then = shareIn({ samples: before.flatMap(({ samples }) => samples) }, 0.95);
  const now = shareIn(all, 0.95) ?? 0;
  return `p95 ${durationWords(now)} over ${plural(totalOf(all), 'page load')}, ${speedWords(now, then, words)}.`;
}

/** The 75th percentile is what Core Web Vitals are judged by; a layout shift is a mean. */
function vitalWords(key: string, [lcp, inp, shift]: ReadonlyMap<string, Thing>[]): string[] {
  const p75 = (thing: Thing | undefined) => durationWords(thing && shareIn(thing, 0.75));
  const shifts = shift?.get(key)?.samples ?? [];
  const mean = shifts.reduce((sum, { value }) => sum + value, 0) / shifts.length;
  return [p75(lcp?.get(key)), p75(inp?.get(key)), shifts.length > 0 ? threeDigits(mean) : '–'];
}

function chart(
  question: Question,
  pages: readonly Thing[],
  labels: readonly string[],
  { timezone }: AnswerDeps,
) {
  const busiest = pages.toSorted((a, b) => totalOf(b) - totalOf(a));
  const lines = busiest.map((page) => ({
    name: labels.map((label) => page.labels[label]).join(' ') || 'p95',
    samples: page.samples,
  }));
  const p95: ValueOf = (samples) => shareIn({ samples: [...samples] }, 0.95) ?? null;
  return chartOf(question, lines, { unit: 'ns', title: 'page load, p95', timezone }, p95);
}
