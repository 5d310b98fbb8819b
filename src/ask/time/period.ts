import { type Instant, MINUTE } from '../../core/time.ts';
import type { Calendar } from './calendar.ts';
import { readDay } from './day.ts';
import { type Duration, readDuration, type Unit, unitOf } from './duration.ts';
import { type Found, impossible, type PeriodReader, windowOf } from './found.ts';
import { notYet } from './future.ts';
import type { Moment, Read, Words } from './piece.ts';

const BACK = new Set(['last', 'past', 'previous', 'preceding', 'prior', 'recent']);
/** Hours of the day. */
const PARTS: Readonly<Record<string, readonly [number, number]>> = {
  morning: [6, 12],
  afternoon: [12, 18],
  evening: [18, 24],
};

export const PERIOD_WORDS: readonly string[] = [
  'weekend',
  'night',
  'tonight',
  'overnight',
  'previous',
  ...Object.keys(PARTS),
];

/** `last 24h`, `past 3 days`, `last hour`, and a bare `24h`; back from now. */
export const readBack: PeriodReader = (words, at, { now }) => {
  const back = BACK.has(words[at] ?? '');
  const duration =
    readDuration(words, back ? at + 1 : at, back) ?? (back ? readSingle(words, at) : undefined);
  if (!duration || words[duration.next] === 'ago') return undefined;
  if (['before', 'earlier'].includes(words[duration.next] ?? '')) return readBefore(words, at, duration, now);
  const said = words.slice(at, duration.next).join(' ');
  if (isStatus(said)) return undefined;
  if (duration.value.length === 0) return impossible(`"${said}" is no time at all.`, duration.next);
  return windowOf({ from: now - duration.value.length, to: now }, duration.next);
};

/** `the 24h before`: what the last 24 hours are compared with. */
function readBefore(
  words: Words,
  at: number,
  { value, next }: Read<Duration>,
  now: Instant,
): Found | undefined {
  if (words[at - 1] !== 'the') return undefined;
  return windowOf({ from: now - 2 * value.length, to: now - value.length }, next + 1);
}

/** `404s` are responses, not seconds. */
const isStatus = (word: string) => /^[1-5]\d\ds$/.test(word);

/** `past week` is seven days; `last week` is the calendar's. */
function readSingle(words: Words, at: number) {
  const value = unitOf(words[at + 1]);
  const calendars = words[at] !== 'past' && ['week', 'month', 'year'].includes(value?.unit ?? '');
  return value && !calendars && (words[at + 1]?.length ?? 0) > 2 ? { value, next: at + 2 } : undefined;
}

/** `this week`, `last month`, `previous day`. */
export const readCalendarUnit: PeriodReader = (words, at, calendar) => {
  const which = words[at] ?? '';
  const unit = unitOf(words[at + 1])?.unit;
  if (!unit || (words[at + 1]?.length ?? 0) < 3 || !isCalendarUnit(unit)) return undefined;
  const start = calendar.startOf(unit, calendar.now);
  if (which === 'this' || which === 'current') return windowOf({ from: start, to: calendar.now }, at + 2);
  if (which === 'next' || which === 'coming') return notYet(`${which} ${words[at + 1]}`, at + 2);
  if (!BACK.has(which) || unit === 'hour' || unit === 'day') return undefined;
  return windowOf({ from: stepBack(calendar, unit, start), to: start }, at + 2);
};

type CalendarUnit = Exclude<Unit, 'second' | 'minute'>;

function isCalendarUnit(unit: Unit): unit is CalendarUnit {
  return unit !== 'second' && unit !== 'minute';
}

function stepBack(calendar: Calendar, unit: CalendarUnit, start: Instant): Instant {
  if (unit === 'week') return calendar.addDays(start, -7);
  return calendar.addMonths(start, unit === 'year' ? -12 : -1);
}

/** `last night`, `overnight`, `tonight`: from 20:00 to 06:00. */
export const readNight: PeriodReader = (words, at, calendar) => {
  const { today, now, addDays } = calendar;
  const clock = (day: Instant, hour: number) => calendar.at(day, { minutes: hour * 60 });
  const nightTo = (day: Instant) => ({ from: clock(addDays(day, -1), 20), to: Math.min(now, clock(day, 6)) });
  if (words[at] === 'overnight') return windowOf(nightTo(today), at + 1);
  if (words[at] === 'last' && words[at + 1] === 'night') return windowOf(nightTo(today), at + 2);
  if (words[at] === 'yesterday' && words[at + 1] === 'night') return windowOf(nightTo(today), at + 2);
  const tonight = words[at] === 'tonight' || (words[at] === 'this' && words[at + 1] === 'night');
  if (!tonight) return undefined;
  const next = words[at] === 'tonight' ? at + 1 : at + 2;
  const from = clock(today, 20);
  return from > now ? notYet('tonight', next) : windowOf({ from, to: now }, next);
};

/** `weekend`, `this weekend`, `last weekend`: the newest one that has begun; before the running one if `last`. */
export const readWeekend: PeriodReader = (words, at, calendar) => {
  const said = ['last', 'past', 'this', 'the', 'previous', 'next'].includes(words[at] ?? '')
    ? words[at]
    : undefined;
  const next = said ? at + 2 : at + 1;
  if (words[next - 1] !== 'weekend') return undefined;
  if (said === 'next') return notYet('next weekend', next);
  const { now, addDays } = calendar;
  const monday = calendar.startOf('week', now);
  const running = addDays(monday, 5);
  if (said !== 'last' && running <= now) return windowOf({ from: running, to: now }, next);
  return windowOf({ from: addDays(monday, -2), to: monday }, next);
};

/** `this morning`, `yesterday afternoon`, `in the evening`: a span whose day may be said elsewhere. */
export const readPart: PeriodReader = (words, at, calendar) => {
  const start = words[at] === 'this' ? at + 1 : at;
  const part = PARTS[words[start] ?? ''];
  if (!part) return undefined;
  const [from, to] = part.map(
    (hour): Moment => ({ clock: { minutes: hour * 60 }, ...(start > at && { day: calendar.today }) }),
  );
  if (!from || !to) return undefined;
  return { value: { kind: 'span', from, to }, next: start + 1 };
};

/** `week of nov 9`. */
export const readWeekOf: PeriodReader = (words, at, calendar) => {
  const day = words[at] === 'week' && words[at + 1] === 'of' ? readDay(words, at + 2, calendar) : undefined;
  if (!day) return undefined;
  const from = calendar.startOf('week', day.value);
  return windowOf({ from, to: Math.min(calendar.addDays(from, 7), Math.max(calendar.now, from)) }, day.next);
};

/** `11/12` is two different days to two people. */
export const readSlashes: PeriodReader = (words, at) =>
  /^\d{1,2}\/\d{1,2}(\/\d{2,4})?$/.test(words[at] ?? '')
    ? impossible(`"${words[at]}" may be two days: write it as 2026-11-24, or as nov 24.`, at + 1)
    : undefined;

/** How wide "around 14:00" is, to either side. */
export const AROUND = 30 * MINUTE;
