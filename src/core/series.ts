import type { MetricName } from './metrics.ts';
import type { Bins } from './sketch.ts';
import { HOUR, type Instant, MINUTE } from './time.ts';

export type Labels = Readonly<Record<string, string>>;

/** The two widths a series is kept in, in milliseconds. */
const STEPS = [MINUTE, HOUR] as const;
export type Step = (typeof STEPS)[number];

/** One bucket of one series. Written again it replaces what was there: a bucket is always recomputed whole. */
export interface Point {
  metric: MetricName;
  labels: Labels;
  /** Start of the one-minute bucket. */
  at: Instant;
  /** Count, gauge value, or for a duration how many were measured. */
  value: number;
  /** Only for a duration: the sketch of its nanoseconds. */
  bins?: Bins;
}

export interface Sample {
  at: Instant;
  value: number;
  bins?: Bins;
}

/** A metric over time: samples in ascending order, buckets without data left out. */
export interface Series {
  metric: MetricName;
  labels: Labels;
  samples: Sample[];
}

/** The one text form of a series' identity: labels in order, so that equal series have equal keys. */
export function seriesKey(metric: string, labels: Labels): string {
  const parts = Object.keys(labels).sort();
  return `${metric}{${parts.map((name) => `${name}=${JSON.stringify(labels[name])}`).join(',')}}`;
}
