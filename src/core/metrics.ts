/** How values of a metric are put together over time and over labels. */
export type MetricKind = 'counter' | 'gauge' | 'duration';

export interface Metric {
  kind: MetricKind;
  /** UCUM-like: `1` counts, `ns` durations, `By` bytes, `%` is 0 to 100. */
  unit: '1' | 'ns' | 'By' | '%' | 'Cel';
  /** The labels a series of this metric carries, in the words of ECS. */
  labels: readonly string[];
  /** What people call it, in the plural. */
  title: string;
}

/**
 * The one catalog: whatever source a value came from, it is one of these. Questions, rules and detectors know this page and no source.
 * A counter sums, a gauge averages, a duration merges its sketches (its value is the number of requests measured).
 */
export const METRICS = {
  'log.events': { kind: 'counter', unit: '1', labels: ['service.name', 'log.level'], title: 'log events' },
  'log.codes': {
    kind: 'counter',
    unit: '1',
    labels: ['service.name', 'log.level', 'event.code'],
    title: 'warnings and errors by code',
  },
  'http.requests': {
    kind: 'counter',
    unit: '1',
    labels: ['service.name', 'http.route', 'http.response.status_class'],
    title: 'requests',
  },
  'http.request.duration': {
    kind: 'duration',
    unit: 'ns',
    labels: ['service.name', 'http.route'],
    title: 'latency',
  },
} as const satisfies Record<string, Metric>;

export type MetricName = keyof typeof METRICS;

export function metric(name: MetricName): Metric {
  return METRICS[name];
}
