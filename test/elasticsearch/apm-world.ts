import type { MetricName } from '../../src/core/metrics.ts';
import { type Clock, HOUR, MINUTE } from '../../src/core/time.ts';
import { ElasticApmSettings, elasticApm } from '../../src/sources/elastic-apm/index.ts';
import type { SourceDeps } from '../../src/sources/source.ts';
import type { Store } from '../../src/store/store.ts';
import { depsOf } from '../support/cloudwatch.ts';

export const ITEM = 'elastic-apm/apm';
/** Just after the last of the real documents. */
export const NOW = Date.parse('2026-11-24T15:03:00Z');
export const clock: Clock = { now: () => NOW };

/** What reads the data streams of one namespace. */
export function apmSource(
  server: { url: string; username?: string; password?: string; apiKey?: string },
  namespace: string,
  more: object = {},
  deps: Partial<SourceDeps> = {},
) {
  const [traces, metrics, errors] = ['traces', 'metrics', 'logs'].map((type) => [
    `${type}-apm*-${namespace}`,
  ]);
  const settings = { indices: { traces, metrics, errors }, backfill: '2h', ...server, ...more };
  const parsed = ElasticApmSettings.parse({ kind: 'elastic-apm', ...settings });
  return elasticApm(parsed, { ...depsOf(clock), ...deps });
}

/** All values of a metric by the labels that are named and the minute: `lab-orders /api/orders 2xx 14:47`. */
export async function valuesIn({ series }: Store, metric: MetricName, by: readonly string[]) {
  const window = { from: NOW - 3 * HOUR, to: NOW + HOUR };
  const values: Record<string, number> = {};
  for (const { labels, samples } of await series.read({ metric, window }, MINUTE, by))
    for (const { at, value } of samples)
      values[[...by.map((label) => labels[label] ?? '-'), minuteOf(at)].join(' ')] = value;
  return values;
}

export function minuteOf(at: number): string {
  return new Date(at).toISOString().slice(11, 16);
}
