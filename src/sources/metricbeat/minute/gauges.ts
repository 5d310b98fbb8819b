import type { MetricName } from '../../../core/metrics.ts';
import { type Labels, type Point, seriesKey } from '../../../core/series.ts';
import type { Instant } from '../../../core/time.ts';
import { pointOf } from '../../points.ts';

/** Something that has figures: a container, a pod, a host. */
export interface Thing {
  labels: Labels;
  key: string;
}

export function thingOf(labels: Labels): Thing {
  return { labels, key: seriesKey('', labels) };
}

/** How a value becomes one of its minute: the mean of all amounts, the last of all states, or a state that holds only while no other is known. */
type Way = 'mean' | 'last' | 'presumed';

/** The gauges of one minute. What is undefined is not known, and left out. */
export interface Gauges {
  mean(metric: MetricName, thing: Thing, value: number | undefined): void;
  last(metric: MetricName, thing: Thing, value: number | undefined): void;
  presume(metric: MetricName, thing: Thing, value: number | undefined): void;
  points(at: Instant): Point[];
}

interface Gauge {
  metric: MetricName;
  labels: Labels;
  way: Way;
  sum: number;
  count: number;
}

export function openGauges(): Gauges {
  const gauges = new Map<string, Gauge>();

  function add(way: Way, metric: MetricName, { labels, key }: Thing, value: number | undefined): void {
    if (value === undefined) return;
    const id = metric + key;
    const before = gauges.get(id);
    if (before && before.way !== 'presumed' && way === 'presumed') return;
    if (!before || way !== 'mean') {
      gauges.set(id, { metric, labels, way, sum: value, count: 1 });
      return;
    }
    before.sum += value;
    before.count += 1;
  }

  return {
    mean: (metric, thing, value) => add('mean', metric, thing, value),
    last: (metric, thing, value) => add('last', metric, thing, value),
    presume: (metric, thing, value) => add('presumed', metric, thing, value),
    points: (at) =>
      [...gauges.values()].map(({ metric, labels, sum, count }) => pointOf(metric, labels, at, sum / count)),
  };
}
