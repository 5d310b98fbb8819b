import { strict as chrono } from 'chrono-node';
import { DAY, type Instant } from '../../core/time.ts';
import type { Calendar } from './calendar.ts';
import { readDuration } from './duration.ts';
import type { Read, Words } from './piece.ts';

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const SHORT = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const ALSO: Readonly<Record<string, number>> = { tues: 2, weds: 3, thur: 4, thurs: 4 };
const MONTH =
  /^(jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec|january|february|march|april|june|july|august|september|october|november|december)$/;

export const DAY_WORDS: readonly string[] = ['today', 'yesterday', 'tomorrow', ...WEEKDAYS];

type DayReader = (words: Words, at: number, calendar: Calendar) => Read<Instant> | undefined;

/** `today`, `yesterday`, `last monday`, `2026-11-19`, `nov 19`, `3 days ago`: the start of that local day. */
export const readDay: DayReader = (words, at, calendar) => {
  for (const read of [readNamed, readWeekday, readIso, readMonthDay, readOrdinal, readAgo]) {
    const found = read(words, at, calendar);
    if (found) return found;
  }
  return undefined;
};

const readNamed: DayReader = (words, at, { today, addDays }) => {
  const start = words[at] === 'the' ? at + 1 : at;
  if (words.slice(start, start + 3).join(' ') === 'day before yesterday')
    return { value: addDays(today, -2), next: start + 3 };
  if (words[at] === 'today') return { value: today, next: at + 1 };
  if (words[at] === 'yesterday') return { value: addDays(today, -1), next: at + 1 };
  if (words[at] === 'tomorrow') return { value: addDays(today, 1), next: at + 1 };
  return undefined;
};

/** The newest such day that has begun; `last monday` on a Monday is the one a week ago. */
const readWeekday: DayReader = (words, at, { today, addDays, weekday }) => {
  const last = words[at] === 'last' || words[at] === 'past';
  const place = last || words[at] === 'this' || words[at] === 'on' ? at + 1 : at;
  const wanted = weekdayOf(words[place] ?? '');
  if (!wanted) return undefined;
  const back = (weekday(today) - wanted + 7) % 7;
  return { value: addDays(today, -(last && back === 0 ? 7 : back)), next: place + 1 };
};

function weekdayOf(word: string): number | undefined {
  const place = Math.max(WEEKDAYS.indexOf(word), SHORT.indexOf(word));
  return place >= 0 ? place + 1 : ALSO[word];
}

const readIso: DayReader = (words, at, calendar) => {
  const word = words[at] ?? '';
  const [, year, month, day] =
    /^(\d{4})[-/](\d{2})[-/](\d{2})$/.exec(word) ?? reversed(/^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(word));
  const value = year ? calendar.date(Number(year), Number(month), Number(day)) : undefined;
  return value === undefined ? undefined : { value, next: at + 1 };
};

const reversed = (parts: readonly string[] | null): readonly string[] =>
  [...(parts ?? [])].slice(1).concat('').reverse();

/** `nov 19`, `19th of november 2026`: only where a month is named, as `11/12` is two different days to two people. */
const readMonthDay: DayReader = (words, at, calendar) => {
  const start = words[at] === 'the' ? at + 1 : at;
  for (let next = Math.min(words.length, start + 5); next > start + 1; next--) {
    const span = words.slice(start, next).filter((word) => word !== ',');
    if (span.length < 2 || !span.some((word) => MONTH.test(word))) continue;
    const value = dateIn(span.join(' '), calendar);
    if (value !== undefined) return { value, next };
  }
  return undefined;
};

function dateIn(text: string, calendar: Calendar): Instant | undefined {
  const [found] = chrono.parse(text, new Date(calendar.now));
  if (found?.text !== text || found.end || found.start.isCertain('hour') || !found.start.isCertain('day'))
    return undefined;
  const part = (name: 'year' | 'month' | 'day') => found.start.get(name) ?? 0;
  const date = (year: number) => calendar.date(year, part('month'), part('day'));
  if (found.start.isCertain('year')) return date(part('year'));
  const year = new Date(calendar.now).getUTCFullYear();
  const thisYear = date(year);
  return thisYear !== undefined && thisYear > calendar.now + 60 * DAY ? date(year - 1) : thisYear;
}

/** `the 20th`: of this month, or of the last if that is still to come. */
const readOrdinal: DayReader = (words, at, calendar) => {
  const start = words[at] === 'the' ? at + 1 : at;
  const [, day] = /^(\d{1,2})(?:st|nd|rd|th)$/.exec(words[start] ?? '') ?? [];
  if (!day || words[start + 1] === 'percentile') return undefined;
  const month = calendar.startOf('month', calendar.now);
  const value = calendar.addDays(month, Number(day) - 1);
  if (value <= calendar.now) return { value, next: start + 1 };
  return { value: calendar.addDays(calendar.addMonths(month, -1), Number(day) - 1), next: start + 1 };
};

const readAgo: DayReader = (words, at, { today, addDays }) => {
  const duration = readDuration(words, at, true);
  if (!duration || words[duration.next] !== 'ago' || duration.value.length % DAY !== 0) return undefined;
  if (duration.value.unit === 'hour') return undefined;
  return { value: addDays(today, -duration.value.length / DAY), next: duration.next + 1 };
};
