import { NEVER_SEEN_SCORE, UNUSUAL_SCORE } from '../../src/detect/anomaly/finding.ts';
import { type Saying, toleranceAfter } from '../../src/detect/tolerance.ts';
import type { Table } from '../ground/table.ts';
import { product, rolling } from './scorers.ts';
import type { EventScore, Labelled, Shared } from './shared.ts';

const FIGURES = [
  { key: 'eventF1', head: 'event F1', decimals: 3 },
  { key: 'eP', head: 'precision', decimals: 2 },
  { key: 'eR', head: 'recall', decimals: 2 },
  { key: 'perK', head: 'false alarms per 1,000 points', decimals: 2 },
];
const figuresOf = ({ eventF1, eP, eR, perK }: EventScore) => ({ eventF1, eP, eR, perK });

/** The labelled production series: everything that is told, at the fixed configuration. */
export function labelledTable({ cloud, series }: Shared): Table {
  const own = series.map(({ ts, v }) => product(ts, v));
  const plain = series.map(({ ts, v }) => rolling(ts, v));
  const rows = [
    { what: 'this detector', ...figuresOf(cloud.evaluate(series, own, UNUSUAL_SCORE)) },
    { what: 'this detector, never seen only', ...figuresOf(cloud.evaluate(series, own, NEVER_SEEN_SCORE)) },
    { what: 'rolling z-score (200 points, 6)', ...figuresOf(cloud.evaluate(series, plain, 0.5)) },
    ...categoriesOf(series).map((category) => {
      const others = series.map((one, index) => ({ one, index })).filter(({ one }) => one.cat !== category);
      const scores = others.map(({ index }) => own[index] ?? []);
      const score = cloud.evaluate(
        others.map(({ one }) => one),
        scores,
        UNUSUAL_SCORE,
      );
      return { what: `  without ${category}`, ...figuresOf(score) };
    }),
    { what: 'tolerance chosen on the other categories', ...figuresOf(leftOut(series, cloud)) },
  ];
  return {
    title: `${series.length} labelled production series`,
    columns: [{ key: 'what', head: '' }, ...FIGURES],
    rows,
    notes: [
      'first 15 % (at most 750 points) unscored; a run is found within 7 (minutes) or 3 (hours) points of its first',
    ],
  };
}

const TOLERANCES = [0.7, 0.8, 0.9, 1, 1.1, 1.25, 1.5];

/** Each category scored at the tolerance that is best on all others: what a choice made on the data is worth on data it was not made on. */
function leftOut(series: readonly Labelled[], cloud: Shared['cloud']): EventScore {
  const scored = TOLERANCES.map((tolerance) => series.map(({ ts, v }) => product(ts, v, () => tolerance)));
  const chosen = series.map((one, index) => {
    const others = series.flatMap((other, at) => (other.cat === one.cat ? [] : [at]));
    const on = others.flatMap((at) => series[at] ?? []);
    const worth = scored.map(
      (all) =>
        cloud.evaluate(
          on,
          others.map((at) => all[at] ?? []),
          UNUSUAL_SCORE,
        ).eventF1,
    );
    return scored[worth.indexOf(Math.max(...worth))]?.[index] ?? [];
  });
  return cloud.evaluate(series, chosen, UNUSUAL_SCORE);
}

const CLICKS = [0, 1, 3, 10, Number.POSITIVE_INFINITY];

/** A person who says of each alarm what it is, up to a number of clicks a series: Severe where it is labelled, else Noise. */
export function clicksTable({ cloud, series }: Shared): Table {
  const rows = CLICKS.map((clicks) => {
    const scores = series.map((one) => taught(one, clicks));
    const what = Number.isFinite(clicks) ? String(clicks) : 'all';
    return { what, ...figuresOf(cloud.evaluate(series, scores, UNUSUAL_SCORE)) };
  });
  return {
    title: 'Noise and Severe: what clicks bring',
    columns: [{ key: 'what', head: 'clicks a series, at most' }, ...FIGURES],
    rows,
    notes: ['a click counts for what comes after it; alarms before it stay in the figures'],
  };
}

function taught({ ts, v, y, k, warm }: Labelled, clicks: number): Float64Array {
  const said: Saying[] = [];
  let tolerance = 1;
  const isTrue = (index: number) => y.slice(Math.max(0, index - k), index + 1).includes(true);
  return product(
    ts,
    v,
    () => tolerance,
    (index, score) => {
      if (score < UNUSUAL_SCORE || index < warm || said.length >= clicks) return;
      said.push(isTrue(index) ? 'severe' : 'noise');
      tolerance = toleranceAfter(said);
    },
  );
}

function categoriesOf(series: readonly Labelled[]): string[] {
  return [...new Set(series.map(({ cat }) => cat))];
}
