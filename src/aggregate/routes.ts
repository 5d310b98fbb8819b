import { DAY, type Window } from '../core/time.ts';
import type { CountField, EventCount } from '../store/event-store.ts';
import type { SeriesStore } from '../store/series-store.ts';

/** Beyond this many routes of one service, requests are counted under `(other)`: no series explodes, no request is left out. */
export const MOST_ROUTES = 200;
export const OTHER = '(other)';

/** Routes by service. */
export type Routes = Map<string, Set<string>>;

/** The routes that have a series in the day before the end of the window: they keep it. */
export async function knownRoutes(series: SeriesStore, { from, to }: Window): Promise<Routes> {
  const window = { from: Math.min(from, to - DAY), to };
  const routes: Routes = new Map();
  for (const labels of await series.list({ metric: 'http.requests', window })) {
    admit(routes, labels['service.name'] ?? '', labels['http.route'] ?? '');
  }
  return routes;
}

/** Gives new routes a place, the busiest first, while there is one; the others become `(other)`. */
export function limitRoutes(
  counts: readonly EventCount[],
  by: readonly CountField[],
  routes: Routes,
): EventCount[] {
  const index = by.indexOf('http.route');
  if (index < 0) return [...counts];
  const named = counts.map((counted) => ({
    counted,
    service: counted.key[0] ?? '',
    route: counted.key[index] ?? '',
  }));
  for (const { service, route } of named.toSorted((a, b) => b.counted.count - a.counted.count)) {
    if ((routes.get(service)?.size ?? 0) < MOST_ROUTES) admit(routes, service, route);
  }
  return named.map(({ counted, service, route }) =>
    route === '' || routes.get(service)?.has(route)
      ? counted
      : { ...counted, key: counted.key.with(index, OTHER) },
  );
}

function admit(routes: Routes, service: string, route: string): void {
  if (route === OTHER || route === '') return;
  const known = routes.get(service) ?? new Set();
  routes.set(service, known.add(route));
}
