import type { Calendar } from './calendar.ts';
import { CLOCK_WORDS } from './clock.ts';
import { DAY_WORDS } from './day.ts';
import { DURATION_WORDS } from './duration.ts';
import { readFuture } from './future.ts';
import { readMonth } from './month.ts';
import {
  PERIOD_WORDS,
  readBack,
  readCalendarUnit,
  readNight,
  readPart,
  readSlashes,
  readWeekend,
  readWeekOf,
} from './period.ts';
import type { Read, TimePiece, Words } from './piece.ts';
import { readAround, readRange, readSince, readUntil, readWholeDay, SPAN_WORDS } from './span.ts';

const READERS = [
  readMonth,
  readRange,
  readFuture,
  readNight,
  readSlashes,
  readWeekOf,
  readWeekend,
  readCalendarUnit,
  readSince,
  readUntil,
  readBack,
  readAround,
  readPart,
  readWholeDay,
];

/** Words of the time grammar that a slip of the finger may have spoiled. */
export const TIME_WORDS: readonly string[] = [
  ...CLOCK_WORDS,
  ...DAY_WORDS,
  ...DURATION_WORDS,
  ...PERIOD_WORDS,
  ...SPAN_WORDS,
];

/** The longest expression of time that starts at a word. */
export function readTime(words: Words, at: number, calendar: Calendar): Read<TimePiece> | undefined {
  const found = READERS.map((read) => read(words, at, calendar)).filter((one) => one !== undefined);
  const longest = found.reduce((best, one) => (best && best.next >= one.next ? best : one), found[0]);
  if (!longest) return undefined;
  return { value: { ...longest.value, words: words.slice(at, longest.next).join(' ') }, next: longest.next };
}
