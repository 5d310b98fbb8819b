import type { MetricName } from '../../../core/metrics.ts';
import type { Labels, Point } from '../../../core/series.ts';
import { type Instant, MINUTE } from '../../../core/time.ts';
import { pointOf } from '../../points.ts';
import type { Memory } from '../cursor.ts';
import { shortKey } from '../document.ts';
import type { Thing } from './gauges.ts';

/** What counters grew by in one minute. */
export interface Counters {
  /**
   * A counter that only grows, as one document shows it. `part` tells apart the counters that are summed, such as network interfaces, and one from
   * another that took its place.
   */
  total(
    metric: MetricName,
    thing: Thing,
    part: string,
    total: number | undefined,
    options?: TotalOptions,
  ): void;
  /** Whether its total was seen in a minute before. */
  isKnown(metric: MetricName, thing: Thing, part: string): boolean;
  /** Something that was counted by itself. */
  add(metric: MetricName, thing: Thing, count: number): void;
  /** Also remembers the totals. */
  points(at: Instant): Point[];
}

interface TotalOptions {
  /** How old its value before may be: what it grew by in longer is no growth of a minute. In milliseconds. */
  longest?: number;
  /** Whether the growth of a counter that is at zero is left out. */
  sparse?: boolean;
}

interface Total extends Required<TotalOptions> {
  metric: MetricName;
  thing: Thing;
  highest: number;
}

interface Sum {
  metric: MetricName;
  labels: Labels;
  sum: number;
}

export function openCounters({ totals }: Pick<Memory, 'totals'>): Counters {
  const seen = new Map<string, Total>();
  const sums = new Map<string, Sum>();

  function add(metric: MetricName, { labels, key }: Thing, count: number): void {
    const id = metric + key;
    const before = sums.get(id);
    if (before) before.sum += count;
    else sums.set(id, { metric, labels, sum: count });
  }

  /** At first nobody knows what a counter grew by; one that fell began anew. */
  function growth(key: string, { highest, longest }: Total, minute: number): number | undefined {
    const [last, before] = totals[key] ?? [];
    if (last === undefined || before === undefined || (minute - last) * MINUTE > longest) return undefined;
    return highest < before ? highest : highest - before;
  }

  return {
    total: (metric, thing, part, total, { longest = Number.POSITIVE_INFINITY, sparse = false } = {}) => {
      if (total === undefined) return;
      const id = idOf(metric, thing, part);
      const before = seen.get(id);
      // Two that watch the same thing may be a moment apart: the one that is ahead is right.
      if (before) before.highest = Math.max(before.highest, total);
      else seen.set(id, { metric, thing, highest: total, longest, sparse });
    },
    isKnown: (metric, thing, part) => shortKey(idOf(metric, thing, part)) in totals,
    add,
    points: (at) => {
      for (const [id, total] of seen) {
        const key = shortKey(id);
        const grown = growth(key, total, at / MINUTE);
        if (grown !== undefined && !(total.sparse && total.highest === 0))
          add(total.metric, total.thing, grown);
        totals[key] = [at / MINUTE, total.highest];
      }
      return [...sums.values()].map(({ metric, labels, sum }) => pointOf(metric, labels, at, sum));
    },
  };
}

function idOf(metric: MetricName, { key }: Thing, part: string): string {
  return `${metric}${key}${part}`;
}
