import type { Finding } from '../core/finding.ts';
import type { MetricName } from '../core/metrics.ts';
import type { Labels, Sample } from '../core/series.ts';

/** What a detector or rule knows about the series it looks at. */
export interface Subject {
  metric: MetricName;
  labels: Labels;
  /** So many times as far out as usual a value must be, as people taught with Noise (more) and Severe (less); 1 if nobody did. */
  tolerance?: number;
  /** How many there are in all, where a sample says how many of them. */
  of?: number;
}

export interface Verdict<State> {
  state: State;
  /** What was expected of this bucket, for the band in charts. */
  expected?: { low: number; high: number };
  /** How strange the bucket is, 0 to 1: from 0.5 something unusual begins here, from 0.75 something never seen. */
  score?: number;
  finding?: Finding;
}

/**
 * State in, state out; one sample at a time, in order, no look-ahead. The state given is used up (it may be changed in place): go on with the
 * one returned. Encoded by its schema it is JSON of some kB: saved and resumed it changes no verdict.
 * `open` says that the bucket still fills: only what more data cannot undo may be found in it, and the state stays as it was.
 */
export interface Detector<State> {
  kind: Finding['kind'];
  start(): State;
  step(state: State, sample: Sample, subject: Subject, open: boolean): Verdict<State>;
}
