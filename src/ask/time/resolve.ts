import { DAY, HOUR, type Instant, MINUTE, type Window } from '../../core/time.ts';
import type { Calendar } from './calendar.ts';
import { AROUND } from './period.ts';
import type { Clock, Moment, TimePiece } from './piece.ts';

/** A window and how people would say it, or why there is none. */
export type Resolved = { window: Window; words: string } | { because: string };

const FARTHEST = 400 * 24 * HOUR;

/** All that a sentence says about when, as one window; undefined if it says nothing. Two times that disagree are refused. */
export function resolveTime(pieces: readonly TimePiece[], calendar: Calendar): Resolved | undefined {
  const [first, second, ...others] = pieces;
  if (!first) return undefined;
  const impossible = pieces.find((piece) => piece.kind === 'impossible');
  if (impossible) return { because: impossible.because };
  const words = pieces.map((piece) => piece.words).join(' ');
  if (!second) return checked(windowOf(first, undefined, calendar), words, calendar);
  const together = others.length === 0 ? combine(first, second, calendar) : undefined;
  if (together) return checked(together, words, calendar);
  return {
    because: `I see ${pieces.map(({ words: said }) => `"${said}"`).join(' and ')}: which of these times?`,
  };
}

/** "yesterday … 3pm-4pm", "since 9am … until noon". */
function combine(one: TimePiece, other: TimePiece, calendar: Calendar): Window | Problem | undefined {
  if (one.kind === 'day' && isOpen(other)) return windowOf(other, one.day, calendar);
  if (other.kind === 'day' && isOpen(one)) return windowOf(one, other.day, calendar);
  if (one.kind === 'window' && isOpen(other)) return within(one.window, other, calendar);
  if (other.kind === 'window' && isOpen(one)) return within(other.window, one, calendar);
  if (one.kind !== 'span' || other.kind !== 'span') return undefined;
  const [from, to] = [one.from ?? other.from, one.to ?? other.to];
  if ((one.from && other.from) || (one.to && other.to) || !from || !to) return undefined;
  return windowOf({ kind: 'span', words: '', from, to }, undefined, calendar);
}

/** "around 03:15 last night": the day of the two that a night touches on which that clock time is in the night. */
function within(window: Window, piece: TimePiece, calendar: Calendar): Window | undefined {
  if (window.to - window.from > DAY) return undefined;
  const days = [window.from, window.to].map((at) => calendar.startOf('day', at));
  const found = days.map((day) => windowOf(piece, day, calendar));
  return found.find(
    (one): one is Window =>
      !('because' in one) && one.from >= window.from - AROUND && one.to <= window.to + AROUND,
  );
}

interface Problem {
  because: string;
}

function isOpen(piece: TimePiece): boolean {
  if (piece.kind === 'around') return lacksDay(piece.moment);
  return piece.kind === 'span' && (!piece.from || lacksDay(piece.from)) && (!piece.to || lacksDay(piece.to));
}

const lacksDay = ({ day, at }: Moment) => day === undefined && at === undefined;

function windowOf(piece: TimePiece, day: Instant | undefined, calendar: Calendar): Window | Problem {
  if (piece.kind === 'window') return piece.window;
  if (piece.kind === 'day') return wholeDay(piece.day, calendar);
  if (piece.kind === 'around') return aroundWindow(piece.moment, day ?? calendar.today, calendar);
  if (piece.kind === 'impossible') return piece;
  return spanWindow(piece, day, calendar);
}

/** Today ends now. */
function wholeDay(day: Instant, { now, addDays }: Calendar): Window {
  const end = addDays(day, 1);
  return { from: day, to: day <= now && now < end ? now : end };
}

function aroundWindow(moment: Moment, day: Instant, calendar: Calendar): Window {
  const at = instantOf(moment, moment.day ?? day, calendar);
  return { from: at - AROUND, to: at > calendar.now ? at + AROUND : Math.min(calendar.now, at + AROUND) };
}

function instantOf({ at, clock }: Moment, day: Instant, calendar: Calendar): Instant {
  return at ?? (clock ? calendar.at(day, clock) : day);
}

interface Span {
  from?: Moment;
  to?: Moment;
}

function spanWindow(span: Span, day: Instant | undefined, calendar: Calendar): Window | Problem {
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

/** `9` may be 9:00 or 21:00: all that a span can mean. */
function readingsOf({ from, to }: Span): Span[] {
  const froms = halves(from);
  const tos = halves(to);
  return froms
    .flatMap((one) => tos.map((other) => ({ ...(one && { from: one }), ...(other && { to: other }) })))
    .filter(plausible);
}

function halves(moment: Moment | undefined): (Moment | undefined)[] {
  const clock = moment?.clock;
  if (!clock?.bare || clock.minutes > 12 * 60) return [moment];
  const noon = clock.minutes % (12 * 60);
  return [clock.minutes, noon === clock.minutes ? noon + 12 * 60 : noon].map((minutes) => ({
    ...moment,
    clock: { ...clock, minutes },
  }));
}

/** Of `3 to 4pm` only the reading of less than twelve hours is meant. */
function plausible({ from, to }: Span): boolean {
  const [start, end] = [from?.clock, to?.clock];
  if (!start || !end || (from?.day !== undefined && to?.day !== undefined && from.day !== to.day))
    return true;
  return start.bare || end.bare ? end.minutes > start.minutes && end.minutes - start.minutes < 12 * 60 : true;
}

function hourOf({ from, to }: Span): string {
  const clock: Clock | undefined = from?.clock ?? to?.clock;
  return String(((clock?.minutes ?? 0) / 60) % 12 || 12);
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

function checked(found: Window | Problem, words: string, { now }: Calendar): Resolved {
  if ('because' in found) return found;
  const window = {
    from: found.from,
    to: found.from <= now && found.to > now && found.to - now < MINUTE ? now : found.to,
  };
  if (window.from >= window.to && window.from <= now)
    return { because: 'That time ends before it starts: put the earlier one first.' };
  if (window.from > now) return { because: `"${words}" is in the future: I only know what has happened.` };
  if (now - window.from > FARTHEST)
    return { because: `"${words}" is too long ago: I look back 400 days at most.` };
  return { window, words };
}
