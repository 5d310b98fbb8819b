import type { Calendar } from './calendar.ts';
import { readClock } from './clock.ts';
import { readDay } from './day.ts';
import { readDuration } from './duration.ts';
import type { Moment, Read, Words } from './piece.ts';

const STAMP = /^(\d{4}-\d{2}-\d{2})t(\d{2}:\d{2})(:\d{2})?(\.\d+)?(z|[+-]\d{2}:?\d{2})?$/;
const BETWEEN = new Set(['at', ',', 'on', 'of', 'in']);

/** `monday 08:15`, `3pm yesterday`, `2h ago`, `now`, `2026-11-19T10:00Z`, or only a day or a clock. */
export function readMoment(
  words: Words,
  at: number,
  calendar: Calendar,
  barely: boolean,
): Read<Moment> | undefined {
  if (words[at] === 'the' || words[at] === 'at') return readMoment(words, at + 1, calendar, barely);
  return (
    readNow(words, at, calendar) ??
    readStamp(words, at, calendar) ??
    readAgo(words, at, calendar) ??
    readDayFirst(words, at, calendar, barely) ??
    readClockFirst(words, at, calendar, barely)
  );
}

function readNow(words: Words, at: number, { now }: Calendar): Read<Moment> | undefined {
  return words[at] === 'now' ? { value: { at: now }, next: at + 1 } : undefined;
}

function readStamp(words: Words, at: number, calendar: Calendar): Read<Moment> | undefined {
  const match = STAMP.exec(words[at] ?? '');
  if (!match) return undefined;
  const [, date = '', time = '', seconds = '', , zone] = match;
  if (zone) {
    const value = Date.parse(`${date}T${time}${seconds}${zone.toUpperCase()}`);
    return Number.isNaN(value) ? undefined : { value: { at: value }, next: at + 1 };
  }
  const day = readDay([date], 0, calendar);
  const clock = readClock([time + seconds], 0, false);
  return day && clock && { value: { at: calendar.at(day.value, clock.value) }, next: at + 1 };
}

function readAgo(words: Words, at: number, { now }: Calendar): Read<Moment> | undefined {
  const duration = readDuration(words, at, true);
  if (
    !duration ||
    words[duration.next] !== 'ago' ||
    !['second', 'minute', 'hour'].includes(duration.value.unit)
  )
    return undefined;
  return { value: { at: now - duration.value.length }, next: duration.next + 1 };
}

function readDayFirst(
  words: Words,
  at: number,
  calendar: Calendar,
  barely: boolean,
): Read<Moment> | undefined {
  const day = readDay(words, at, calendar);
  if (!day) return undefined;
  const joined = BETWEEN.has(words[day.next] ?? '') ? day.next + 1 : day.next;
  const clock = readClock(words, joined, barely && joined > day.next);
  return clock
    ? { value: { day: day.value, clock: clock.value }, next: clock.next }
    : { value: { day: day.value }, next: day.next };
}

function readClockFirst(
  words: Words,
  at: number,
  calendar: Calendar,
  barely: boolean,
): Read<Moment> | undefined {
  const clock = readClock(words, at, barely);
  if (!clock) return undefined;
  const joined = BETWEEN.has(words[clock.next] ?? '') ? clock.next + 1 : clock.next;
  const day = readDay(words, joined, calendar);
  return day
    ? { value: { day: day.value, clock: clock.value }, next: day.next }
    : { value: { clock: clock.value }, next: clock.next };
}
