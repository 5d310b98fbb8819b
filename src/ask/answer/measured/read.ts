import type { MetricName } from '../../../core/metrics.ts';
import { type Labels, type Sample, seriesKey } from '../../../core/series.ts';
import { bucketOf, HOUR, type Instant, MINUTE, type Window } from '../../../core/time.ts';
import type { SeriesStore } from '../../../store/series-store.ts';
import { plan } from '../plan.ts';
import type { Matching } from './labels.ts';

/** One thing (a device, a container), by the labels that tell it from others. */
export interface Thing {
  key: string;
  labels: Labels;
  samples: Sample[];
}

/** A gauge is read at least this often by every source; what has not been written for longer is not there just now. */
const FRESH = 10 * MINUTE;

/** What most of them wrote again within. */
const LATEST = 2 * MINUTE;
/** Of more laggards than this all are read. */
const MANY_LATE = 500;

/**
 * The things that had a value in the last minutes before `at`, with their newest ones. Made for 10,000 of them: nearly all are found in the last two
 * minutes, and only those that are not are looked for further back.
 */
export async function allOf(
  series: SeriesStore,
  metric: MetricName,
  matching: Matching,
  by: readonly string[],
  at: Instant,
): Promise<Thing[]> {
  const [known, found] = await Promise.all([
    series.list({ metric, window: { from: at - FRESH, to: at }, ...matching }),
    latest(series, metric, matching, by, at),
  ]);
  const seen = new Set(found.map(({ key }) => key));
  const late = known.filter((labels) => !seen.has(keyBy(labels, by))).map((labels) => ({ labels }));
  if (late.length === 0) return found;
  const own = late.length > MANY_LATE ? matching : only(matching, tellingLabel(late, by), late);
  const read = await recently(series, metric, own, by, at);
  return [...found, ...read.filter(({ key }) => !seen.has(key))];
}

/** What was written in the last two minutes. */
export function latest(
  series: SeriesStore,
  metric: MetricName,
  matching: Matching,
  by: readonly string[],
  at: Instant,
): Promise<Thing[]> {
  const window = { from: bucketOf(at, MINUTE) - LATEST, to: at };
  return readPieces(series, metric, matching, by, [{ window, step: MINUTE }]);
}

/** The label that tells most of them apart. */
function tellingLabel(things: readonly Pick<Thing, 'labels'>[], by: readonly string[]): string {
  const values = (label: string) => new Set(things.map(({ labels }) => labels[label] ?? '')).size;
  return [...by].sort((a, b) => values(b) - values(a))[0] ?? '';
}

/** The things that had a value in the last minutes before `at`: for a few of them. */
export function recently(
  series: SeriesStore,
  metric: MetricName,
  matching: Matching,
  by: readonly string[],
  at: Instant,
): Promise<Thing[]> {
  const from = at - FRESH;
  return readPieces(series, metric, matching, by, [{ window: { from, to: at }, step: MINUTE }]);
}

/** Whole minutes of a window, by the hour where it is long and hours are fine enough: series only, no events. */
export function throughout(
  series: SeriesStore,
  metric: MetricName,
  matching: Matching,
  by: readonly string[],
  window: Window,
  step: number,
): Promise<Thing[]> {
  const pieces = plan(window, [], step)
    .filter(({ from }) => from !== 'events')
    .map((segment) => ({ window: segment.window, step: segment.from === 'hours' ? HOUR : MINUTE }) as const);
  return readPieces(series, metric, matching, by, pieces);
}

interface PieceOfTime {
  window: Window;
  step: typeof MINUTE | typeof HOUR;
}

async function readPieces(
  series: SeriesStore,
  metric: MetricName,
  { where, not }: Matching,
  by: readonly string[],
  pieces: readonly PieceOfTime[],
): Promise<Thing[]> {
  const read = await Promise.all(
    pieces.map(({ window, step }) => series.read({ metric, window, where, not }, step, by)),
  );
  const things = new Map<string, Thing>();
  for (const { labels, samples } of read.flat()) {
    const key = seriesKey('', labels);
    const former = things.get(key);
    if (former) former.samples.push(...samples);
    else things.set(key, { key, labels, samples: [...samples] });
  }
  return [...things.values()];
}

export function newest({ samples }: Pick<Thing, 'samples'>): number | undefined {
  return samples.at(-1)?.value;
}

export function keyBy(labels: Labels, by: readonly string[]): string {
  const own = by.flatMap((name) => (labels[name] === undefined ? [] : [[name, labels[name]]]));
  return seriesKey('', Object.fromEntries(own));
}

/** Only these values of a label, beside what is asked for already. */
export function only(matching: Matching, label: string, things: readonly Pick<Thing, 'labels'>[]): Matching {
  const values = [...new Set(things.map(({ labels }) => labels[label] ?? ''))];
  return { ...matching, where: { ...matching.where, [label]: values } };
}
