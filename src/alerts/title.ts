import type { Alert } from '../core/alert.ts';
import type { Finding } from '../core/finding.ts';
import { METRICS, type MetricName } from '../core/metrics.ts';

const WHAT: Record<MetricName, string> = {
  'log.events': 'errors',
  'log.codes': 'errors',
  'http.requests': 'failed requests',
  'http.request.duration': 'latency',
};

/** The headline of an alert: `api: errors far above usual`. */
export function titleOf(finding: Finding): string {
  const service = finding.labels['service.name'];
  return service === undefined ? about(finding) : `${service}: ${about(finding)}`;
}

/** What an alert counts or measures, as its chart and card call it. */
export function measureOf({ kind, metric }: Pick<Alert, 'kind' | 'metric'>): string {
  return kind === 'flatline' ? METRICS[metric].title : WHAT[metric];
}

function about({ kind, metric, grade, labels, rule, expected, seen }: Finding): string {
  if (kind === 'flatline') return 'silent';
  if (kind === 'new_code') return `new error ${labels['event.code'] ?? ''}`.trim();
  if (kind === 'frequency') return rule === 'fatal' ? 'fatal errors' : `${rule} over its limit`;
  const side = expected && seen < expected.low ? 'below' : 'above';
  return `${WHAT[metric]} ${grade === 2 ? 'far ' : ''}${side} usual`;
}
