import { type Sample, seriesKey } from '../../core/series.ts';
import { mergeBins } from '../../core/sketch.ts';
import { HOUR, MINUTE, type Window } from '../../core/time.ts';
import type { CountField, EventCount } from '../../store/event-store.ts';
import type { Store } from '../../store/store.ts';
import { plan, type Segment } from './plan.ts';
import type { Selection } from './selection.ts';

/** One line of an answer: the values it is grouped by, and its samples in order. */
export interface Tally {
  key: string[];
  samples: Sample[];
}

/** Minutes whose series are behind their events; each is a document of the kind `changed`, named by its start. */
const MARKS = 5_000;
const ROUTE = 'http.route';
/** What series call a label that an event does not have. */
const UNKNOWN = '(unknown)';

/**
 * Counts exactly what is stored: the sum over a window is what counting its events one by one would give. `step` is the finest width that is
 * wanted.
 */
export async function readExactly(
  store: Store,
  selection: Selection,
  window: Window,
  by: readonly CountField[],
  step: number,
): Promise<Tally[]> {
  const { without, ...rest } = selection;
  if (!without) return readOnce(store, rest, window, by, step);
  const [all, unwanted] = await Promise.all([
    readOnce(store, rest, window, by, step),
    readOnce(
      store,
      { events: { ...rest.events, text: without }, isDuration: rest.isDuration },
      window,
      by,
      step,
    ),
  ]);
  return takenOff(all, unwanted);
}

async function readOnce(
  store: Store,
  selection: Selection,
  window: Window,
  by: readonly CountField[],
  step: number,
): Promise<Tally[]> {
  if (!(await knowsRoutes(store, selection, window)))
    return merged([await countEvents(store, selection, window, by, step)]);
  const marks = await store.documents.find('changed', { limit: MARKS });
  const segments = plan(
    window,
    marks.map(({ id }) => Number(id)),
    step,
  );
  const read = (segment: Segment) =>
    segment.from === 'events'
      ? countEvents(store, selection, segment.window, by, MINUTE)
      : readSeries(store, selection, segment, by);
  return merged(await Promise.all(segments.map(read)));
}

/** Of a service with very many routes the rarest have no series of their own: those are counted on events. */
async function knowsRoutes(store: Store, { series }: Selection, window: Window): Promise<boolean> {
  const wanted = [...(series?.where[ROUTE] ?? []), ...(series?.not[ROUTE] ?? [])];
  if (!series || wanted.length === 0) return series !== undefined;
  const found = await store.series.list({ metric: series.metric, window });
  const routes = new Set(found.map((labels) => labels[ROUTE]));
  return wanted.every((route) => routes.has(route));
}

async function readSeries(
  store: Store,
  { series }: Selection,
  { from, window }: Segment,
  by: readonly CountField[],
): Promise<Tally[]> {
  if (!series) return [];
  const read = await store.series.read({ ...series, window }, from === 'hours' ? HOUR : MINUTE, by);
  return read.map(({ labels, samples }) => ({ key: by.map((field) => labels[field] ?? ''), samples }));
}

async function countEvents(
  store: Store,
  { events, isDuration }: Selection,
  window: Window,
  by: readonly CountField[],
  step: number,
): Promise<Tally[]> {
  const fields: CountField[] = isDuration ? [...by, 'event.duration_bin'] : [...by];
  const counts = await store.events.count({ ...events, window }, fields, step);
  return counts.map((count) => ({
    key: count.key.slice(0, by.length).map((value) => value || UNKNOWN),
    samples: [isDuration ? binned(count) : { at: count.at, value: count.count }],
  }));
}

function binned({ key, at, count }: EventCount): Sample {
  return { at, value: count, bins: { [Number(key.at(-1))]: count } };
}

/** Lines of the same key become one; samples of the same moment too. */
function merged(parts: readonly Tally[][]): Tally[] {
  const byKey = Map.groupBy(parts.flat(), ({ key }) => seriesKey(key.join('\0'), {}));
  return [...byKey.values()].map((lines) => ({
    key: lines[0]?.key ?? [],
    samples: mergedSamples(lines.flatMap(({ samples }) => samples)),
  }));
}

function mergedSamples(samples: readonly Sample[]): Sample[] {
  const byTime = new Map<number, Sample>();
  for (const { at, value, bins } of samples) {
    const former = byTime.get(at);
    if (!former) byTime.set(at, { at, value, ...(bins && { bins: { ...bins } }) });
    else {
      former.value += value;
      if (bins) former.bins = mergeBins(former.bins ?? {}, bins);
    }
  }
  return [...byTime.values()].sort((a, b) => a.at - b.at);
}

/** All without the unwanted: both were counted the same way, so moments and bins agree. */
function takenOff(all: readonly Tally[], unwanted: readonly Tally[]): Tally[] {
  const negative = unwanted.map(({ key, samples }) => ({ key, samples: samples.map(negated) }));
  return merged([[...all], negative]).map(({ key, samples }) => ({
    key,
    samples: samples.filter(({ value }) => value > 0),
  }));
}

function negated({ at, value, bins }: Sample): Sample {
  const less = bins && Object.fromEntries(Object.entries(bins).map(([bin, count]) => [bin, -count]));
  return { at, value: -value, ...(less && { bins: less }) };
}
