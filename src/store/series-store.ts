import type { MetricName } from '../core/metrics.ts';
import type { Labels, Point, Series, Step } from '../core/series.ts';
import type { Instant, Window } from '../core/time.ts';

export interface SeriesFilter {
  metric: MetricName;
  window: Window;
  /** Values of one label are alternatives. */
  where?: Readonly<Record<string, readonly string[]>>;
  not?: Readonly<Record<string, readonly string[]>>;
}

export interface SeriesStore {
  /**
   * Writes one-minute points, idempotent by series and bucket: the newest writing of a bucket stays. The hour that holds them is rolled up
   * anew with them. Points of a day whose minutes are dropped are left out: an hour can't be made of its late minutes alone.
   */
  write(points: readonly Point[]): Promise<void>;
  /**
   * Reads at one minute or one hour. Series that agree in the labels of `by` are put together as their kind says (counter: sum, gauge: mean,
   * duration: merged bins); an empty `by` gives at most one series.
   */
  read(filter: SeriesFilter, step: Step, by: readonly string[]): Promise<Series[]>;
  /** The label sets that have a point in the window, without their points. */
  list(filter: SeriesFilter): Promise<Labels[]>;
  /** Drops minutes before `minutesBefore` and hours before `hoursBefore`, by whole UTC days. */
  drop(minutesBefore: Instant, hoursBefore: Instant): Promise<void>;
}
