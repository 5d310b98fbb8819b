import type { EventField, LogEvent } from '../core/event.ts';
import type { Instant, Window } from '../core/time.ts';

/** Which events are meant. Everything given must hold; the values of one field are alternatives. */
export interface EventFilter {
  window: Window;
  where?: Partial<Record<EventField, readonly (string | number)[]>>;
  not?: Partial<Record<EventField, readonly (string | number)[]>>;
  /** Only events that have a value in these fields. */
  has?: readonly EventField[];
  /** Case-insensitive, anywhere in the message. */
  text?: string;
}

/** A field to count by: of an event, or derived from one by every driver in the same way. */
export type CountField =
  | EventField
  /** `2xx` and so on, of `http.response.status_code`. */
  | 'http.response.status_class'
  /** The DDSketch bin (`core/sketch.ts`) of `event.duration`. */
  | 'event.duration_bin';

export interface EventCount {
  /** Values in the order of `by`; an event without the field has an empty string there. */
  key: string[];
  /** Start of the bucket; the window's `from` where no `every` was given. */
  at: Instant;
  count: number;
}

/** What a store will never take as it is, laid aside with the reason: never lost, and never in the way of the rest. */
export interface DeadLetters {
  count: number;
  last?: { at: Instant; reason: string };
}

export interface EventStore {
  /**
   * Stores events, idempotent by `event.id`: of two revisions of one event the higher stays. All of a batch, or an error.
   * Returns how many were new or grew. Characters that are none (U+0000, half a surrogate pair) become U+FFFD.
   */
  append(events: readonly LogEvent[]): Promise<number>;
  /** Newest first, at most `limit` (1,000 and less). */
  find(filter: EventFilter, limit: number): Promise<LogEvent[]>;
  /** Exact counts. `every` splits them in buckets of that many milliseconds. Sees every append that has returned. */
  count(filter: EventFilter, by: readonly CountField[], every?: number): Promise<EventCount[]>;
  /** First and last time an event matches, and its count: for "since when does this code exist". */
  span(filter: EventFilter): Promise<{ first: Instant; last: Instant; count: number } | undefined>;
  /** Drops whole UTC days before `before`. */
  drop(before: Instant): Promise<void>;
  /** Events that were laid aside instead of stored, as long as they are kept. */
  deadLetters(): Promise<DeadLetters>;
}
