import type { Alert } from '../core/alert.ts';
import { METRICS, type MetricName } from '../core/metrics.ts';
import { downWords, isShared } from '../detect/shared.ts';

/** What goes wrong in a metric, in the plural, where that is not the metric itself. */
const WRONG: Partial<Record<MetricName, string>> = {
  'log.events': 'errors',
  'log.codes': 'errors',
  'http.requests': 'failed requests',
};

export function wrongIn(metric: MetricName): string {
  return WRONG[metric] ?? METRICS[metric].title;
}

/** What an alert counts or measures, as its chart, its card and its ticket call it. */
export function measureOf({ kind, metric }: Pick<Alert, 'kind' | 'metric'>): string {
  if (kind === 'share' && isShared(metric)) return downWords(metric);
  return kind === 'flatline' ? METRICS[metric].title : wrongIn(metric);
}

/** What was expected, as people should read it: counts are widened to whole ones, since nobody sees half an error. */
export function expectedOf({ expected, metric }: Pick<Alert, 'expected' | 'metric'>): Alert['expected'] {
  if (!expected || METRICS[metric].unit !== '1') return expected;
  return { low: Math.floor(expected.low), high: Math.ceil(expected.high) };
}
