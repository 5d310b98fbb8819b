import { TZDate } from '@date-fns/tz';
import { addDays } from 'date-fns/addDays';
import { addMonths } from 'date-fns/addMonths';
import { getISODay } from 'date-fns/getISODay';
import { startOfDay } from 'date-fns/startOfDay';
import { startOfHour } from 'date-fns/startOfHour';
import { startOfISOWeek } from 'date-fns/startOfISOWeek';
import { startOfMonth } from 'date-fns/startOfMonth';
import { startOfYear } from 'date-fns/startOfYear';
import type { Instant } from '../../core/time.ts';
import type { Clock } from './piece.ts';

/** The asker's calendar: days, weeks and clocks of one IANA time zone, right over changes to and from summer time. */
export interface Calendar {
  now: Instant;
  timezone: string;
  today: Instant;
  /** Start of the hour, day, week (Monday), month or year that holds `at`. */
  startOf(unit: 'hour' | 'day' | 'week' | 'month' | 'year', at: Instant): Instant;
  addDays(day: Instant, days: number): Instant;
  addMonths(day: Instant, months: number): Instant;
  /** 1 is Monday, 7 is Sunday. */
  weekday(at: Instant): number;
  /** The moment when a clock shows that time on the local day that starts at `day`. */
  at(day: Instant, clock: Clock): Instant;
  /** Start of a local day; undefined if there is no such date. `month` is 1 to 12. */
  date(year: number, month: number, day: number): Instant | undefined;
}

const STARTS = {
  hour: startOfHour,
  day: startOfDay,
  week: startOfISOWeek,
  month: startOfMonth,
  year: startOfYear,
};

export function calendarOf(now: Instant, timezone: string): Calendar {
  const local = (at: Instant) => new TZDate(at, timezone);
  return {
    now,
    timezone,
    today: startOfDay(local(now)).getTime(),
    startOf: (unit, at) => STARTS[unit](local(at)).getTime(),
    addDays: (day, days) => addDays(local(day), days).getTime(),
    addMonths: (day, months) => addMonths(local(day), months).getTime(),
    weekday: (at) => getISODay(local(at)),
    at: (day, clock) => clockOn(local(day), clock, timezone),
    date: (year, month, day) => dateOf(year, month, day, timezone),
  };
}

function clockOn(day: TZDate, { minutes, seconds = 0, offset }: Clock, timezone: string): Instant {
  const [year, month, date] = [day.getFullYear(), day.getMonth(), day.getDate()];
  if (offset !== undefined) return Date.UTC(year, month, date, 0, minutes - offset, seconds);
  return new TZDate(year, month, date, Math.floor(minutes / 60), minutes % 60, seconds, timezone).getTime();
}

function dateOf(year: number, month: number, day: number, timezone: string): Instant | undefined {
  const date = new TZDate(year, month - 1, day, timezone);
  return date.getMonth() === month - 1 && date.getDate() === day ? date.getTime() : undefined;
}
