import { ERROR_LEVELS } from '../core/event.ts';
import { type MetricName, metric as metricOf } from '../core/metrics.ts';
import { type Labels, type Point, seriesKey } from '../core/series.ts';
import { type Bins, mergeBins } from '../core/sketch.ts';
import type { CountField, EventCount, EventFilter } from '../store/event-store.ts';

/** How one metric is counted from events. The first fields of `by` are its labels; a duration has its bin after them. */
export interface Projection {
  metric: MetricName;
  filter: Omit<EventFilter, 'window'>;
  labels: readonly CountField[];
  by: readonly CountField[];
}

const UNKNOWN = '(unknown)';

function projection(metric: MetricName, filter: Projection['filter'], ...more: CountField[]): Projection {
  const labels = metricOf(metric).labels as readonly CountField[];
  return { metric, filter, labels, by: [...labels, ...more] };
}

/** A request is an event with a status code; its duration counts if the event has one too. */
export const PROJECTIONS: readonly Projection[] = [
  projection('log.events', {}),
  projection('log.codes', { where: { 'log.level': ['warn', ...ERROR_LEVELS] } }),
  projection('http.requests', { has: ['http.response.status_code'] }),
  projection(
    'http.request.duration',
    { has: ['http.response.status_code', 'event.duration'] },
    'event.duration_bin',
  ),
];

/** Counts of one series and minute become one point; durations become its sketch. */
export function pointsOf({ metric, labels, by }: Projection, counts: readonly EventCount[]): Point[] {
  const points = new Map<string, Point>();
  for (const { key, at, count } of counts) {
    const own = labelsOf(labels, key);
    const id = `${at} ${seriesKey(metric, own)}`;
    const former = points.get(id);
    const point: Point = { metric, labels: own, at, value: (former?.value ?? 0) + count };
    if (by.length > labels.length) point.bins = withBin(former?.bins, Number(key[labels.length]), count);
    points.set(id, point);
  }
  return [...points.values()];
}

function labelsOf(names: readonly string[], key: readonly string[]): Labels {
  return Object.fromEntries(names.map((name, index) => [name, key[index] || UNKNOWN]));
}

function withBin(bins: Bins | undefined, bin: number, count: number): Bins {
  return mergeBins(bins ?? {}, { [bin]: count });
}
