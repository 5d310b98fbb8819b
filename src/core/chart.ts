import type { Metric } from './metrics.ts';
import type { Instant, Window } from './time.ts';

/** A picture before anyone drew it: as Slack's native chart, as a PNG, or in a terminal. */
export interface Chart {
  title: string;
  kind: 'line' | 'bar';
  unit: Metric['unit'];
  window: Window;
  /** Milliseconds between two points. */
  step: number;
  /** Times as labels are in this IANA time zone. */
  timezone: string;
  /** At most 6, the largest first. A bucket without data is a `null`, never a silent zero. */
  series: { name: string; points: { at: Instant; value: number | null }[] }[];
  /** How the values of several points become one where there is little room; by the unit where it is not said. */
  together?: 'sum' | 'mean' | 'max';
  /** What was expected, bucket by bucket. */
  band?: { at: Instant; low: number; high: number }[];
  /** Moments to mark, e.g. where an alert began. */
  marks?: { at: Instant; label: string }[];
}
