import type { MetricName } from '../core/metrics.ts';
import { DAY, type Window } from '../core/time.ts';
import type { EventCount } from '../store/event-store.ts';
import type { SeriesStore } from '../store/series-store.ts';
import type { Projection } from './projections.ts';

/** Beyond this many routes, pages or targets of one service, they are counted under `(other)`: no series explodes, none is left out. */
export const MOST_NAMES = 200;
export const OTHER = '(other)';

/** The values of one label, by service. */
type Known = Map<string, Set<string>>;

/** The values of a label that have a series in the day before the end of a window, and those that were given a place since: they keep it. */
type Names = (metric: MetricName, label: string) => Promise<Known>;

export function knownNames(series: SeriesStore, { from, to }: Window): Names {
  const window = { from: Math.min(from, to - DAY), to };
  const all = new Map<string, Promise<Known>>();
  const read = async (metric: MetricName, label: string) => {
    const known: Known = new Map();
    for (const labels of await series.list({ metric, window }))
      admit(known, labels['service.name'] ?? '', labels[label] ?? '');
    return known;
  };
  return (metric, label) => {
    const key = `${metric} ${label}`;
    const known = all.get(key) ?? read(metric, label);
    all.set(key, known);
    return known;
  };
}

/** Gives new names a place, the busiest first, while there is one; the others become `(other)`. */
export async function limitNames(
  counts: readonly EventCount[],
  { labels, limited, namedBy }: Projection,
  names: Names,
): Promise<EventCount[]> {
  let named = [...counts];
  if (named.length === 0) return named;
  for (const label of limited) named = limit(named, labels.indexOf(label), await names(namedBy, label));
  return named;
}

function limit(counts: readonly EventCount[], index: number, known: Known): EventCount[] {
  const named = counts.map((counted) => ({
    counted,
    service: counted.key[0] ?? '',
    name: counted.key[index] ?? '',
  }));
  for (const { service, name } of named.toSorted((a, b) => b.counted.count - a.counted.count)) {
    if ((known.get(service)?.size ?? 0) < MOST_NAMES) admit(known, service, name);
  }
  return named.map(({ counted, service, name }) =>
    name === '' || known.get(service)?.has(name)
      ? counted
      : { ...counted, key: counted.key.with(index, OTHER) },
  );
}

function admit(known: Known, service: string, name: string): void {
  if (name === OTHER || name === '') return;
  const names = known.get(service) ?? new Set();
  known.set(service, names.add(name));
}
