import type { MetricName } from '../../core/metrics.ts';
import type { Labels, Point } from '../../core/series.ts';
import { type Bins, binOf, mergeBins } from '../../core/sketch.ts';
import type { Instant } from '../../core/time.ts';

/** Durations of one minute. */
export interface Sketch {
  count: number;
  bins: Bins;
}

export function newSketch(): Sketch {
  return { count: 0, bins: {} };
}

/** `weight` is how many this one stands for. */
export function measure(sketch: Sketch, nanoseconds: number, weight: number): void {
  sketch.count += weight;
  mergeBins(sketch.bins, { [binOf(nanoseconds)]: weight });
}

export function mergeSketch(into: Sketch, from: Sketch): void {
  into.count += from.count;
  mergeBins(into.bins, from.bins);
}

/** Nothing where nothing was measured. */
export function sketchPoints(
  metric: MetricName,
  labels: Labels,
  at: Instant,
  { count, bins }: Sketch,
): Point[] {
  return count > 0 ? [{ metric, labels, at, value: count, bins }] : [];
}
