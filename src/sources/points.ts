import type { MetricName } from '../core/metrics.ts';
import type { Labels, Point } from '../core/series.ts';
import type { Instant } from '../core/time.ts';

export function pointOf(metric: MetricName, labels: Labels, at: Instant, value: number): Point {
  return { metric, labels, at, value };
}

/** Those of one thing whose value is known. */
export function pointsOf(
  values: readonly (readonly [MetricName, number | undefined])[],
  labels: Labels,
  at: Instant,
): Point[] {
  return values.flatMap(([metric, value]) =>
    value === undefined ? [] : [pointOf(metric, labels, at, value)],
  );
}

/** Of how much there is, 0 to 100; undefined where either is unknown. */
export function percent(used: number | undefined, of: number | undefined): number | undefined {
  return used === undefined || !of ? undefined : (used / of) * 100;
}
