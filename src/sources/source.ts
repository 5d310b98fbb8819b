import type { RawEvent } from '../core/event.ts';
import type { Log } from '../core/log.ts';
import type { Point } from '../core/series.ts';
import type { Clock, Instant } from '../core/time.ts';
import type { OpenBudget } from './call-budget.ts';

/** Requests, and how many of them the other side refused as too many. */
export interface Cost {
  calls: number;
  throttled: number;
}

/** A part of one reading. A collect job stores `events` and `points`, then moves the cursor: the other way round, a crash would lose them. */
export interface Batch {
  events: RawEvent[];
  points: Point[];
  /** Whether a stretch ends here. The cursor moves, and half a stack trace is closed, only where one ends. */
  ends: boolean;
  /** Where to go on from after this stretch. Opaque to everyone but its source; JSON. */
  next: unknown;
  /** How far the reading has come, for the lag that `/sysmon health` shows. */
  readUpTo: Instant;
  /**
   * Lines before this moment were read before, and are here as context: one that goes on a stack trace whose first line is not here is no event
   * of its own.
   */
  contextUntil: Instant;
  /** Since the batch before. */
  cost: Cost;
}

/** What can be read from: a log group, a fleet, a host. `id` is stable, and unique among all sources: it begins with `<name of source>/`. */
export interface SourceItem {
  id: string;
  title: string;
  /** How far back it keeps things, in milliseconds, where it says so. */
  retention?: number;
  /** What else to know of it in `/sysmon health`: what it costs, what is left out. */
  note?: string;
}

/**
 * Something we read. Reads only; stores nothing. `read` goes from `cursor` (undefined at first) to now and ends; the same cursor reads the same
 * start again. Throws `UpstreamError` (try later, with `retryAfter`) and `RejectedError` (a person has to mend it).
 */
export interface Source {
  kind: string;
  /** Its name in the settings, without a slash. */
  name: string;
  /** What there is to read just now; new ones appear by themselves. */
  discover(signal: AbortSignal): Promise<SourceItem[]>;
  read(item: string, cursor: unknown, signal: AbortSignal): AsyncIterable<Batch>;
  /** How often an item is worth reading where nothing hints at news, in milliseconds. */
  every: number;
  /**
   * Follows what the other side pushes, and calls `onNews` with an item that has something new: it is read then, at once. A hint, never the record:
   * what is missed is found by the next reading. Resolves when `signal` is aborted (or at once where nothing can be followed); throws when the
   * connection breaks, and is then called again after a while.
   */
  hints(onNews: (item: string) => void, signal: AbortSignal): Promise<void>;
  /** Rejects with what a person has to mend: a wrong token, a missing permission, a group that is not there. */
  check(signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

/** What a source is given to work with. */
export interface SourceDeps {
  clock: Clock;
  log: Log;
  openBudget: OpenBudget;
  random: () => number;
  wait: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

export type OpenSource<S> = (settings: S, deps: SourceDeps) => Source;
