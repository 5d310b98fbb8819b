import type { Finding } from '../core/finding.ts';
import { measureOf, wrongIn } from './measure.ts';
import { ownerOf } from './owner.ts';

/** The headline of an alert: `api: errors far above usual`. */
export function titleOf(finding: Finding): string {
  const owner = ownerOf(finding);
  return owner === undefined ? about(finding) : `${owner}: ${about(finding)}`;
}

function about({ kind, metric, grade, labels, rule, expected, seen }: Finding): string {
  if (kind === 'flatline') return metric === 'log.events' ? 'silent' : `no ${measureOf({ kind, metric })}`;
  if (kind === 'new_code') return `new error ${labels['event.code'] ?? ''}`.trim();
  if (kind === 'frequency') return rule === 'fatal' ? 'fatal errors' : `${rule} over its limit`;
  if (kind === 'problem') return labels['error.type'] ?? 'a problem';
  if (kind === 'share') return `many ${measureOf({ kind, metric })}`;
  if (kind === 'threshold') return `${wrongIn(metric)} ${expected ? 'above' : 'below'} the limit`;
  const side = expected && seen < expected.low ? 'below' : 'above';
  return `${wrongIn(metric)} ${grade === 2 ? 'far ' : ''}${side} usual`;
}
