import { createHash } from 'node:crypto';
import type { Finding } from '../core/finding.ts';
import { seriesKey } from '../core/series.ts';
import { DEFAULT_RULES, FLEET_RULES } from '../detect/defaults.ts';

const DEFAULT_NAMES = new Set(DEFAULT_RULES.map(({ name }) => name));
const FLEET_NAMES = new Set(FLEET_RULES.map(({ name }) => name));

/**
 * What makes two findings the same problem. All default rules about one service are one: errors, failures and a new code of one incident are
 * one alert, and so are the shares of one fleet that are offline and off the VPN. A rule that people wrote keeps its own, for each series.
 */
export function fingerprintOf({ rule, metric, labels }: Pick<Finding, 'rule' | 'metric' | 'labels'>): string {
  const service = labels['service.name'];
  if (service !== undefined && DEFAULT_NAMES.has(rule)) return `service/${service}`;
  const fleet = labels['device.fleet'];
  if (fleet !== undefined && FLEET_NAMES.has(rule)) return `fleet/${fleet}`;
  return `rule/${rule}/${seriesKey(metric, labels)}`;
}

/**
 * The id of the next alert of a fingerprint. It follows from the alert before it, so that two workers that see one finding write one document:
 * the second finds it there.
 */
export function nextId(fingerprint: string, former: string | undefined): string {
  const hash = createHash('sha256')
    .update(`${fingerprint}\n${former ?? ''}`)
    .digest('hex');
  return `A-${hash.slice(0, 12)}`;
}
