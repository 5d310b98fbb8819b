import type { Point } from '../core/series.ts';
import { seriesKey } from '../core/series.ts';
import { type Instant, MINUTE, type Window } from '../core/time.ts';
import type { SeriesStore } from '../store/series-store.ts';
import type { Store } from '../store/store.ts';
import { PROJECTIONS, type Projection, pointsOf } from './projections.ts';
import { knownRoutes, limitRoutes, type Routes } from './routes.ts';

/** Minutes without a change that are read along, so that near changes are one reading. */
const GAP = 10 * MINUTE;
const LONGEST_READING = 240 * MINUTE;

/**
 * Counts the events of these minutes again and writes their points. It can run any number of times: a point says what is stored now, so a late
 * event is counted in the minute it belongs to, and none twice. Events seen are those whose append had returned.
 */
export async function recompute(
  store: Pick<Store, 'events' | 'series'>,
  minutes: Iterable<Instant>,
): Promise<void> {
  const wanted = new Set(minutes);
  for (const window of windowsOf(wanted)) {
    let routes: Routes | undefined;
    for (const projection of PROJECTIONS) {
      const counted = await store.events.count({ window, ...projection.filter }, projection.by, MINUTE);
      const routed = counted.length > 0 && projection.by.includes('http.route');
      if (routed) routes ??= await knownRoutes(store.series, window);
      const fresh = pointsOf(projection, routes ? limitRoutes(counted, projection.by, routes) : counted);
      await write(store.series, projection, window, fresh, wanted);
    }
  }
}

/** Only what differs is written. A point whose events are gone (a longer revision has another code) becomes zero. */
async function write(
  series: SeriesStore,
  { metric, labels }: Projection,
  window: Window,
  fresh: readonly Point[],
  wanted: ReadonlySet<Instant>,
): Promise<void> {
  const stored = await series.read({ metric, window }, MINUTE, labels);
  const before = new Map<string, Point>();
  for (const { labels: own, samples } of stored) {
    for (const sample of samples)
      before.set(keyOf({ metric, labels: own, ...sample }), { metric, labels: own, ...sample });
  }
  const now = new Map(fresh.map((point) => [keyOf(point), point]));
  const gone = [...before].flatMap(([key, point]) =>
    now.has(key) || point.value === 0 ? [] : [emptied(point)],
  );
  const changed = fresh.filter((point) => differs(point, before.get(keyOf(point))));
  const points = [...changed, ...gone].filter(({ at }) => wanted.has(at));
  if (points.length > 0) await series.write(points);
}

function keyOf({ metric, labels, at }: Point): string {
  return `${at} ${seriesKey(metric, labels)}`;
}

function differs(point: Point, former: Point | undefined): boolean {
  if (!former || point.value !== former.value) return true;
  return JSON.stringify(point.bins ?? {}) !== JSON.stringify(former.bins ?? {});
}

function emptied({ metric, labels, at, bins }: Point): Point {
  return { metric, labels, at, value: 0, ...(bins && { bins: {} }) };
}

function windowsOf(minutes: ReadonlySet<Instant>): Window[] {
  const windows: Window[] = [];
  for (const at of [...minutes].sort((a, b) => a - b)) {
    const last = windows.at(-1);
    const joins = last && at - last.to <= GAP && at + MINUTE - last.from <= LONGEST_READING;
    if (joins) last.to = at + MINUTE;
    else windows.push({ from: at, to: at + MINUTE });
  }
  return windows;
}
