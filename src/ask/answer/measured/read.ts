import type { MetricName } from '../../../core/metrics.ts';
import { type Labels, type Sample, seriesKey } from '../../../core/series.ts';
import { HOUR, type Instant, MINUTE, type Window } from '../../../core/time.ts';
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

/** The things that had a value in the last minutes before `at`. */
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

/** Only these values of a label, beside what is asked for already. */
export function only(matching: Matching, label: string, things: readonly Pick<Thing, 'labels'>[]): Matching {
  const values = [...new Set(things.map(({ labels }) => labels[label] ?? ''))];
  return { ...matching, where: { ...matching.where, [label]: values } };
}
