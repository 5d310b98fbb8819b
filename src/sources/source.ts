import type { RawEvent } from '../core/event.ts';
import type { Point } from '../core/series.ts';
import type { Instant } from '../core/time.ts';

/** One reading. A collect job stores `events` and `points`, then moves the cursor to `next`: the other way round, a crash would lose them. */
export interface Batch {
  events: RawEvent[];
  points: Point[];
  /** Opaque to everyone but its source; JSON. */
  next: unknown;
  /** How far the reading has come, for the lag that `/sysmon health` shows. */
  readUpTo: Instant;
}

/** What can be read from: a log group, a fleet, a host. `id` is stable, and unique among all sources. */
export interface SourceItem {
  id: string;
  title: string;
}

/**
 * Something we read. Reads only; stores nothing. `read` goes from `cursor` (undefined at first) to now and ends; the same cursor reads the same
 * start again. Throws `UpstreamError` (try later, with `retryAfter`) and `RejectedError` (a person has to mend it).
 */
export interface Source {
  kind: string;
  /** What there is to read just now; new ones appear by themselves. */
  discover(signal: AbortSignal): Promise<SourceItem[]>;
  read(item: string, cursor: unknown, signal: AbortSignal): AsyncIterable<Batch>;
  /** Rejects with what a person has to mend: a wrong token, a missing permission, a group that is not there. */
  check(signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
}
