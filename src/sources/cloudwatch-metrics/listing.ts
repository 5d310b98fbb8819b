import type { ListMetricsCommandOutput } from '@aws-sdk/client-cloudwatch';
import { type Instant, MINUTE } from '../../core/time.ts';
import type { SourceDeps } from '../source.ts';
import { NAMESPACES } from './catalog.ts';
import { accountIn, type CloudWatchMetricsSettings, isWanted } from './settings.ts';
import { atMost, countOf, type Wanted, wantedOf } from './wanted.ts';

/** What there is to read in a Region just now. */
export interface Listed {
  wanted: Wanted[];
  /** Metrics of AWS that are read at each reading. */
  count: number;
  /** Metrics that are left out, since there are more than the settings allow. */
  leftOut: number;
}

/** All pages of what AWS lists of a namespace. */
type ListNamespace = (namespace: string) => AsyncIterable<Pick<ListMetricsCommandOutput, 'Metrics'>>;

/** Looking costs calls, and AWS itself shows a new metric only after some minutes. */
const LISTED_FOR = 10 * MINUTE;

/** What a Region has, as it was at most ten minutes ago. */
export function createListing(
  region: string,
  settings: CloudWatchMetricsSettings,
  { clock, log }: Pick<SourceDeps, 'clock' | 'log'>,
): (list: ListNamespace) => Promise<Listed> {
  const account = accountIn(settings);
  const where = { 'cloud.region': region, ...(account ? { 'cloud.account.id': account } : {}) };
  const namespaces = NAMESPACES.filter((namespace) => isWanted(settings, namespace));
  let kept: { at: Instant; listed: Listed } | undefined;
  return async (list) => {
    const now = clock.now();
    if (kept && now - kept.at < LISTED_FOR) return kept.listed;
    const all = wantedOf(await everything(namespaces, list), where);
    const wanted = atMost(all, settings.mostMetrics);
    const count = countOf(wanted);
    const leftOut = countOf(all) - count;
    if (leftOut > 0) log.warn({ source: settings.name, region, count, leftOut }, 'metrics are left out');
    kept = { at: now, listed: { wanted, count, leftOut } };
    return kept.listed;
  };
}

async function everything(namespaces: readonly string[], list: ListNamespace): Promise<unknown[]> {
  const found: unknown[] = [];
  for (const namespace of namespaces) {
    for await (const { Metrics } of list(namespace)) found.push(...(Array.isArray(Metrics) ? Metrics : []));
  }
  return found;
}
