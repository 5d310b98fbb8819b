import type { Finding } from '../core/finding.ts';
import { wrongIn } from './measure.ts';

/** The headline of an alert: `api: errors far above usual`. */
export function titleOf(finding: Finding): string {
  const service = finding.labels['service.name'];
  return service === undefined ? about(finding) : `${service}: ${about(finding)}`;
}

function about({ kind, metric, grade, labels, rule, expected, seen }: Finding): string {
  if (kind === 'flatline') return 'silent';
  if (kind === 'new_code') return `new error ${labels['event.code'] ?? ''}`.trim();
  if (kind === 'frequency') return rule === 'fatal' ? 'fatal errors' : `${rule} over its limit`;
  const side = expected && seen < expected.low ? 'below' : 'above';
  return `${wrongIn(metric)} ${grade === 2 ? 'far ' : ''}${side} usual`;
}
