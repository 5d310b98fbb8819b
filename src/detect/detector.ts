import type { Finding } from '../core/finding.ts';
import type { MetricName } from '../core/metrics.ts';
import type { Labels, Sample } from '../core/series.ts';

/** What a detector or rule knows about the series it looks at. */
export interface Subject {
  metric: MetricName;
  labels: Labels;
}

export interface Verdict<State> {
  state: State;
  /** What was expected of this bucket, for the band in charts. */
  expected?: { low: number; high: number };
  finding?: Finding;
}

/**
 * State in, state out; one sample at a time, in order, no look-ahead. The state is JSON of some kB: saved and resumed it changes no verdict.
 * `open` says that the bucket still fills: only what more data cannot undo may be found in it, and its state is thrown away.
 */
export interface Detector<State> {
  kind: Finding['kind'];
  start(): State;
  step(state: State, sample: Sample, subject: Subject, open: boolean): Verdict<State>;
}
