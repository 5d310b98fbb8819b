import type { Alert } from '../core/alert.ts';
import type { SeriesFilter } from '../store/series-store.ts';

/** The series that an alert is about, for its chart: read with an empty `by`, it is what was judged (for shares: the failed requests). */
export function seriesOf({ metric, labels }: Pick<Alert, 'metric' | 'labels'>): Omit<SeriesFilter, 'window'> {
  const where = Object.entries(labels).map(([name, value]) => [
    name,
    name === 'log.level' ? value.split(',') : [value],
  ]);
  return { metric, where: Object.fromEntries(where) };
}
