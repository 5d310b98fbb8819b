import type { Instant, Window } from '../../core/time.ts';
import type { Calendar } from './calendar.ts';
import type { Moment } from './piece.ts';
import { hourOf, readingsOf, type Span } from './readings.ts';

/** Why there is no such time. */
export interface Problem {
  because: string;
}

/** The one window that a span can mean, as far as the clock and the calendar tell. `day` was said elsewhere in the sentence. */
export function spanWindow(span: Span, day: Instant | undefined, calendar: Calendar): Window | Problem {
  const base = span.from?.day ?? span.to?.day ?? day ?? calendar.today;
  const open = span.to === undefined;
  const readings = readingsOf(span).map(({ from, to }): Window => {
    const start = from ? instantOf(from, from.day ?? base, calendar) : startBefore(to, base, calendar);
    return {
      from: start,
      to: to ? endOf(to, to.day ?? base, start, calendar) : openEnd(base, from, day, calendar),
    };
  });
  const possible = readings.filter(({ from, to }) => from < to && from < calendar.now);
  if (possible.length > 1)
    return { because: `"${hourOf(span)}" may be morning or afternoon: say am or pm, or write it as 09:00.` };
  const [only] = possible.length === 1 ? possible : readings;
  if (!only) return { because: 'I could not read that time.' };
  return open || only.from < only.to ? only : acrossMidnight(only, span, calendar);
}

const startBefore = (to: Moment | undefined, base: Instant, calendar: Calendar) =>
  to?.at === undefined ? base : calendar.startOf('day', to.at);

/** A day as an end is meant whole; `midnight` as an end is the end of the day. */
function endOf(to: Moment, day: Instant, start: Instant, calendar: Calendar): Instant {
  if (to.at !== undefined) return to.at;
  if (!to.clock) return Math.max(day === calendar.today ? calendar.now : calendar.addDays(day, 1), start);
  return to.clock.minutes === 0 ? calendar.addDays(day, 1) : calendar.at(day, to.clock);
}

/** "yesterday after 3pm" ends with yesterday; "since yesterday 3pm" ends now. */
function openEnd(
  base: Instant,
  from: Moment | undefined,
  day: Instant | undefined,
  calendar: Calendar,
): Instant {
  return from?.day === undefined && day !== undefined
    ? Math.min(calendar.now, calendar.addDays(base, 1))
    : calendar.now;
}

/** `22:00 to 02:00` crosses midnight; anything else that ends before it starts is refused. */
function acrossMidnight(window: Window, { from, to }: Span, calendar: Calendar): Window | Problem {
  const late = (from?.clock?.minutes ?? 0) >= 18 * 60 && (to?.clock?.minutes ?? 24 * 60) <= 12 * 60;
  const bothSaid = from?.day !== undefined && to?.day !== undefined;
  if (!late || bothSaid) return { because: 'That time ends before it starts: put the earlier one first.' };
  const next = { from: window.from, to: calendar.addDays(window.to, 1) };
  return next.from < calendar.now ? next : { from: calendar.addDays(window.from, -1), to: window.to };
}

/** A moment on the day it was said for, or on `day`. */
export function instantOf({ at, clock }: Moment, day: Instant, calendar: Calendar): Instant {
  return at ?? (clock ? calendar.at(day, clock) : day);
}
