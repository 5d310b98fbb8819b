import { METRICS, type MetricName } from '../core/metrics.ts';
import { type Input, ownerLabel, type Reading, type View } from './view.ts';

/** Gauges that are 1 or 0 for each thing, and what those are called that say 0. */
const DOWN = {
  'device.online': 'devices offline',
  'device.vpn': 'devices off the VPN',
  'pod.ready': 'pods not ready',
  'container.up': 'containers down',
  'container.healthy': 'containers unhealthy',
} as const satisfies Partial<Record<MetricName, string>>;

export type Shared = keyof typeof DOWN;
export const SHARED = Object.keys(DOWN) as [Shared, ...Shared[]];

export function isShared(metric: MetricName): metric is Shared {
  return metric in DOWN;
}

/** "devices offline". */
export function downWords(metric: Shared): string {
  return DOWN[metric];
}

/** Below this a gauge that is 1 or 0 says 0, also where several values were put together. */
export const UP = 0.5;

/** How many things of an owner are down, of how many that were heard in the minute. */
export function down(metric: Shared, where: Reading['where'] = {}): View {
  const owner = ownerLabel(metric);
  return {
    readings: [{ metric, where, by: METRICS[metric].labels.slice(1) }],
    inputs: ([series = []], name, window) => {
      const minutes = new Map<number, { down: number; of: number }>();
      for (const { at, value } of series.flatMap(({ samples }) => samples)) {
        const former = minutes.get(at) ?? { down: 0, of: 0 };
        minutes.set(at, { down: former.down + Number(value < UP), of: former.of + 1 });
      }
      return [...minutes]
        .filter(([at]) => at >= window.from && at < window.to)
        .sort(([a], [b]) => a - b)
        .map(
          ([at, { down: value, of }]): Input => ({
            subject: { metric, labels: { [owner]: name }, of },
            sample: { at, value },
          }),
        );
    },
  };
}
