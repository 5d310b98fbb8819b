import type { Point } from '../core/series.ts';
import { seriesKey } from '../core/series.ts';
import { type Instant, MINUTE, type Window } from '../core/time.ts';
import type { SeriesStore } from '../store/series-store.ts';
import type { Store } from '../store/store.ts';
import { knownNames, limitNames } from './names.ts';
import { PROJECTIONS, type Projection, pointsOf } from './projections.ts';

type Counted = Pick<Store, 'events' | 'series'>;

/** Minutes without a change that are read along, so that near changes are one reading. */
const GAP = 10 * MINUTE;
const LONGEST_READING = 240 * MINUTE;

/**
 * Counts the events of these minutes again and writes their points. It can run any number of times: a point says what is stored now, so a late
 * event is counted in the minute it belongs to, and none twice. Events seen are those whose append had returned.
 */
export async function recompute(store: Counted, minutes: Iterable<Instant>): Promise<void> {
  const wanted = new Set(minutes);
  for (const window of windowsOf(wanted)) {
    const points = await changedIn(store, window);
    const own = points.filter(({ at }) => wanted.has(at));
    if (own.length > 0) await store.series.write(own);
  }
}

async function changedIn({ events, series }: Counted, window: Window): Promise<Point[]> {
  const counted = await Promise.all(
    PROJECTIONS.map(({ filter, by }) => events.count({ window, ...filter }, by, MINUTE)),
  );
  const stored = await Promise.all(PROJECTIONS.map((projection) => pointsIn(series, projection, window)));
  const names = knownNames(series, window);
  const points: Point[] = [];
  for (const [index, projection] of PROJECTIONS.entries()) {
    const limited = await limitNames(counted[index] ?? [], projection, names);
    points.push(...changes(projection, pointsOf(projection, limited), stored[index] ?? []));
  }
  return points;
}

async function pointsIn(
  series: SeriesStore,
  { metric, labels }: Projection,
  window: Window,
): Promise<Point[]> {
  const found = await series.read({ metric, window }, MINUTE, labels);
  return found.flatMap(({ labels: own, samples }) =>
    samples.map((sample) => ({ metric, labels: own, ...sample })),
  );
}

/**
 * What must be written. A point whose events are gone (a longer revision has another code) becomes zero; but not one of a service that has no such
 * events in its minute, where a source that measures by itself may have written it.
 */
function changes({ isShared }: Projection, fresh: readonly Point[], stored: readonly Point[]): Point[] {
  const before = new Map(stored.map((point) => [keyOf(point), point]));
  const now = new Set(fresh.map(keyOf));
  const counted = new Set(fresh.map(ownerOf));
  const gone = stored.filter(
    (point) => point.value !== 0 && !now.has(keyOf(point)) && (!isShared || counted.has(ownerOf(point))),
  );
  return [...fresh.filter((point) => differs(point, before.get(keyOf(point)))), ...gone.map(emptied)];
}

function ownerOf({ labels, at }: Point): string {
  return `${at} ${labels['service.name']}`;
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
