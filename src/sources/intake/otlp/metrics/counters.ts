import { LRUCache } from 'lru-cache';
import { bucketOf, type Instant, MINUTE } from '../../../../core/time.ts';

/** What a program has counted since it started (cumulative), or since it last told (delta). */
export interface Counted {
  at: Instant;
  value: number;
  isCumulative: boolean;
}

/**
 * What programs have counted, by minutes. It remembers one number for each of them, in this process alone: what was counted across a restart of
 * sysmon, or of one among more programs than it remembers, is not known and left out; nothing is counted twice.
 */
export interface Counters {
  /** What `series` has counted in the minute of `at`, all its programs together; undefined while that is not known. A repeated request changes nothing. */
  add(program: string, series: string, counted: Counted): number | undefined;
}

const MOST = 100_000;

export function createCounters(max = MOST): Counters {
  const last = new LRUCache<string, { at: Instant; value: number }>({ max });
  const totals = new LRUCache<string, number>({ max });

  return {
    add: (program, series, { at, value, isCumulative }) => {
      const minute = `${bucketOf(at, MINUTE)} ${series}`;
      const former = last.get(program);
      if (former && at <= former.at) return totals.get(minute);
      last.set(program, { at, value });
      if (isCumulative && !former) return undefined;
      const total = (totals.get(minute) ?? 0) + (isCumulative ? grown(former?.value ?? 0, value) : value);
      totals.set(minute, total);
      return total;
    },
  };
}

/** A program that restarted begins at 0. */
function grown(before: number, now: number): number {
  return now < before ? now : now - before;
}
