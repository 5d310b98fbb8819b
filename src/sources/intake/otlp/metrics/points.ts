import { type MetricName, metric as metricOf } from '../../../../core/metrics.ts';
import { type Labels, type Point, seriesKey } from '../../../../core/series.ts';
import { bucketOf, type Instant, MINUTE } from '../../../../core/time.ts';
import { idOf, isPlausible } from '../../identity.ts';
import { fieldsOfResource } from '../about.ts';
import type { Found, Signal } from '../read.ts';
import { Metric } from '../shapes.ts';
import { instantOf, type Texts, textsOf } from '../values.ts';
import { message } from '../wire.ts';
import { RULES, type Rule } from './catalog.ts';
import type { Counters } from './counters.ts';
import { weigh } from './weigh.ts';

export const METRICS_SIGNAL: Signal<Metric> = {
  groups: 'resourceMetrics',
  scopes: 'scopeMetrics',
  records: 'metrics',
  message: message('Metric'),
  record: Metric,
  weigh,
};

/** OpenTelemetry's `AggregationTemporality`. */
const DELTA = 1;

interface Reading {
  at: Instant;
  value: number;
  attributes: Texts;
}

export interface MeasuredMetric {
  points: Point[];
  /** Data points whose time can't be. */
  refused: number;
  /** Data points that have no place in the catalog. */
  ignored: number;
}

/** One metric as points of our catalog: of a gauge the last value of each minute, of a counter how much it grew. */
export function pointsOfMetric(
  metric: Metric,
  found: Found,
  now: Instant,
  counters: Counters,
): MeasuredMetric {
  const all = (metric.gauge ?? metric.sum)?.dataPoints ?? [];
  const readings = all.flatMap((point) => readingOf(point) ?? []);
  const possible = readings.filter(({ at }) => isPlausible(at, now));
  const taken = new Set<Reading>();
  const points = (RULES[metric.name] ?? []).flatMap((rule) => {
    const meant = possible.filter(({ attributes }) => rule.only?.(attributes) ?? true);
    const labeled = meant.flatMap((reading) => {
      const labels = labelsOf(rule.metric, found.resource, reading.attributes);
      return labels
        ? [{ ...reading, labels, value: rule.value(reading.value, { ...metric, ...found }) }]
        : [];
    });
    if (labeled.length > 0) for (const reading of meant) taken.add(reading);
    return metricOf(rule.metric).kind === 'counter'
      ? grown(rule, labeled, metric, found, counters)
      : lastOf(rule.metric, labeled);
  });
  const refused = readings.length - possible.length;
  return { points, refused, ignored: all.length - refused - taken.size };
}

function readingOf(point: NonNullable<Metric['gauge']>['dataPoints'][number]): Reading | undefined {
  const at = instantOf(point.timeUnixNano);
  const value = point.asDouble ?? Number(point.asInt ?? Number.NaN);
  if (at === undefined || !Number.isFinite(value)) return undefined;
  return { at, value, attributes: textsOf(point.attributes) };
}

type Labeled = Reading & { labels: Labels };

/** Several values of one series at one moment (one for each CPU) become their mean. */
function lastOf(metric: MetricName, readings: readonly Labeled[]): Point[] {
  const minutes = Map.groupBy(
    readings,
    ({ at, labels }) => `${bucketOf(at, MINUTE)} ${seriesKey(metric, labels)}`,
  );
  return [...minutes.values()].flatMap((own) => {
    const latest = Math.max(...own.map(({ at }) => at));
    const last = own.filter(({ at }) => at === latest);
    const [first] = last;
    const value = last.reduce((sum, reading) => sum + reading.value, 0) / last.length;
    return first ? [{ metric, labels: first.labels, at: bucketOf(latest, MINUTE), value }] : [];
  });
}

function grown(
  { metric }: Rule,
  readings: readonly Labeled[],
  { name, sum }: Metric,
  { resource }: Found,
  counters: Counters,
): Point[] {
  const points = new Map<string, Point>();
  const owner = JSON.stringify(resource);
  for (const { at, value, labels, attributes } of readings.toSorted((a, b) => a.at - b.at)) {
    const series = idOf(seriesKey(metric, labels));
    const program = idOf(name, owner, JSON.stringify(attributes));
    const isCumulative = sum?.aggregationTemporality !== DELTA;
    const total = counters.add(program, series, { at, value, isCumulative });
    const minute = bucketOf(at, MINUTE);
    if (total !== undefined) points.set(`${minute} ${series}`, { metric, labels, at: minute, value: total });
  }
  return [...points.values()];
}

/** Undefined where nobody says whose it is. What is not known beside that is left out. */
function labelsOf(metric: MetricName, resource: Texts, attributes: Texts): Labels | undefined {
  const names = metricOf(metric).labels;
  const known: Readonly<Record<string, unknown>> = {
    ...fieldsOfResource({ ...resource, ...attributes }),
    'service.name': serviceOf(resource) ?? '',
    'disk.mount': attributes['system.filesystem.mountpoint'] ?? attributes.mountpoint ?? '',
  };
  const labels = Object.fromEntries(
    names.flatMap((name) => (known[name] ? [[name, String(known[name])]] : [])),
  );
  return labels[names[0] ?? ''] ? labels : undefined;
}

/** Infrastructure that is measured from outside has no service of its own: it is that of its workload. */
function serviceOf(resource: Texts): string | undefined {
  const workload = [
    'k8s.deployment.name',
    'k8s.statefulset.name',
    'k8s.daemonset.name',
    'k8s.container.name',
    'container.name',
  ];
  return fieldsOfResource(resource)['service.name'] ?? workload.map((name) => resource[name]).find(Boolean);
}
