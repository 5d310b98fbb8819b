import type { Instant, Window } from '../../core/time.ts';

/** A time of day. */
export interface Clock {
  /** 0 to 1440. */
  minutes: number;
  seconds?: number;
  /** Just an hour, without am, pm or a colon: `9` may be 9:00 or 21:00. */
  bare?: boolean;
  /** Minutes east of UTC, where a zone was named. */
  offset?: number;
}

/** A point in time as far as it was said; what is missing may be said elsewhere in the sentence. */
export interface Moment {
  /** Start of the local day. */
  day?: Instant;
  clock?: Clock;
  /** All of it: "2h ago", "2026-11-19T10:00Z". */
  at?: Instant;
}

/** A part of a sentence that says when. A day goes with a clock said elsewhere: "yesterday … 3pm-4pm". */
export type TimePiece = { words: string } & (
  | { kind: 'window'; window: Window }
  | { kind: 'day'; day: Instant }
  | { kind: 'span'; from?: Moment; to?: Moment }
  | { kind: 'around'; moment: Moment }
  | { kind: 'impossible'; because: string }
);

/** What was read at a place in a sentence, and where the next word is. */
export interface Read<T> {
  value: T;
  next: number;
}

/** Words as the time grammar sees them: lower case; a quoted text or a pair is an empty word. */
export type Words = readonly string[];
