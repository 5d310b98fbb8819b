import type { MetricName } from '../core/metrics.ts';
import { type Labels, type Point, seriesKey } from '../core/series.ts';
import { type Instant, MINUTE } from '../core/time.ts';
import { pointOf } from './points.ts';

/** So long after a problem is over its zero is written: whoever looks at the last minutes sees that it is. */
const TOLD_FOR = 10 * MINUTE;

type ProblemMetric = Extract<MetricName, `${string}.problems`>;

/** Counts problems by series, and writes the zero of those that are over. */
export interface ProblemCount {
  add(metric: ProblemMetric, labels: Labels): void;
  points(at: Instant): Point[];
  /** To be remembered: when each was seen last. */
  seen(): Record<string, Instant>;
}

/** `before` is what `seen` said after the reading before this one. */
export function countProblems(before: Readonly<Record<string, Instant>>, now: Instant): ProblemCount {
  const counts = new Map<string, { metric: ProblemMetric; labels: Labels; count: number }>();
  const seen: Record<string, Instant> = {};
  for (const [key, at] of Object.entries(before)) {
    const [metric, labels] = JSON.parse(key) as [ProblemMetric, Labels];
    if (now - at >= TOLD_FOR) continue;
    counts.set(seriesKey(metric, labels), { metric, labels, count: 0 });
    seen[key] = at;
  }
  return {
    add: (metric, labels) => {
      const key = seriesKey(metric, labels);
      counts.set(key, { metric, labels, count: (counts.get(key)?.count ?? 0) + 1 });
      seen[JSON.stringify([metric, labels])] = now;
    },
    points: (at) =>
      [...counts.values()].map(({ metric, labels, count }) => pointOf(metric, labels, at, count)),
    seen: () => seen,
  };
}
