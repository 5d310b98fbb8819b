import type { Window } from '../../core/time.ts';
import type { Calendar } from './calendar.ts';
import type { Read, TimePiece, Words } from './piece.ts';

/** A time piece before its words are known. */
export type Found = Read<
  TimePiece extends infer P ? (P extends TimePiece ? Omit<P, 'words'> : never) : never
>;

/** Reads one kind of expression where it starts at a word; undefined if there is none. */
export type PeriodReader = (words: Words, at: number, calendar: Calendar) => Found | undefined;

export const windowOf = (window: Window, next: number): Found => ({
  value: { kind: 'window', window },
  next,
});

export const impossible = (because: string, next: number): Found => ({
  value: { kind: 'impossible', because },
  next,
});
