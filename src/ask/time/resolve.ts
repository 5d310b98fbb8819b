import { DAY, HOUR, type Instant, MINUTE, type Window } from '../../core/time.ts';
import type { Calendar } from './calendar.ts';
import { AROUND } from './period.ts';
import type { Moment, TimePiece } from './piece.ts';
import { instantOf, type Problem, spanWindow } from './span-window.ts';

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
