import type { Calendar } from './calendar.ts';
import { readDay } from './day.ts';
import { readDuration } from './duration.ts';
import type { Found, PeriodReader } from './found.ts';
import { readMoment } from './moment.ts';
import { readBack, readCalendarUnit, readNight, readPart, readWeekend } from './period.ts';
import type { Moment, Words } from './piece.ts';

const SINCE = new Set(['since', 'after', 'from', 'starting']);
const UNTIL = new Set(['until', 'till', 'til', 'before', 'up']);
const AROUND_WORDS = new Set(['around', 'about', 'at', 'near', 'circa', '~', 'roughly', 'approximately']);
const TO = new Set(['to', '-', 'until', 'till', 'til', 'through', 'and', 'up']);

export const SPAN_WORDS: readonly string[] = ['since', 'until', 'between', 'around', 'after', 'before'];

const momentSpan = (from: Moment | undefined, to: Moment | undefined, next: number): Found => ({
  value: { kind: 'span', ...(from && { from }), ...(to && { to }) },
  next,
});

/** `from 9am to 11am`, `between monday and wednesday`, `3pm - 4pm yesterday`. */
export const readRange: PeriodReader = (words, at, calendar) => {
  const opened = ['from', 'between', 'since'].includes(words[at] ?? '');
  const from = readMoment(words, opened ? at + 1 : at, calendar, true);
  if (!from || !TO.has(words[from.next] ?? '')) return undefined;
  if (words[from.next] === 'and' && words[at] !== 'between') return undefined;
  const place = words[from.next] === 'up' ? from.next + 2 : from.next + 1;
  const to = readMoment(words, place, calendar, true);
  if (!to || (!opened && isBare(from.value) && isBare(to.value))) return undefined;
  return momentSpan(from.value, to.value, to.next);
};

function isBare({ clock, day }: Moment): boolean {
  return clock?.bare === true && day === undefined;
}

/** `since 9am`, `after monday 08:15`, `since last week`, `since 2 hours`. What follows `from` alone is meant whole: "errors from last night". */
export const readSince: PeriodReader = (words, at, calendar) => {
  const word = words[at] ?? '';
  if (!SINCE.has(word)) return undefined;
  const place = word === 'starting' || words[at + 1] === 'about' ? at + 2 : at + 1;
  const moment = readMoment(words, place, calendar, true);
  const start = moment ?? readStart(words, place, calendar);
  if (!start) return undefined;
  const onward = /^(on|onwards?)$/.test(words[start.next] ?? '');
  if (word === 'from' && !moment && !onward) return undefined;
  const { clock, at: exact } = start.value;
  if (word === 'from' && !onward && !clock && exact === undefined) return undefined;
  if (word === 'after' && !clock && exact === undefined && start.value.day !== undefined) {
    return momentSpan({ at: calendar.addDays(start.value.day, 1) }, { at: calendar.now }, start.next);
  }
  return momentSpan(start.value, undefined, onward ? start.next + 1 : start.next);
};

/** The start of a period: "since last week", "since this morning". */
function readStart(words: Words, at: number, calendar: Calendar) {
  const place = words[at] === 'the' ? at + 1 : at;
  const duration = readDuration(words, place, true);
  if (duration) return { value: { at: calendar.now - duration.value.length } as Moment, next: duration.next };
  for (const read of [readNight, readWeekend, readCalendarUnit, readBack, readPart]) {
    const found = read(words, place, calendar);
    if (found?.value.kind === 'window')
      return { value: { at: found.value.window.from } as Moment, next: found.next };
    if (found?.value.kind === 'span' && found.value.from)
      return { value: found.value.from, next: found.next };
  }
  return undefined;
}

/** `until noon`, `before 10am`, `up to 14:00`. */
export const readUntil: PeriodReader = (words, at, calendar) => {
  if (!UNTIL.has(words[at] ?? '')) return undefined;
  const end = readMoment(words, words[at] === 'up' ? at + 2 : at + 1, calendar, true);
  return end && momentSpan(undefined, end.value, end.next);
};

/** `around 14:00`, `at 3pm yesterday`, `2h ago`, or a bare `3pm`. */
export const readAround: PeriodReader = (words, at, calendar) => {
  const said = AROUND_WORDS.has(words[at] ?? '');
  const found = readMoment(words, said ? at + 1 : at, calendar, false);
  if (!found || (found.value.clock === undefined && found.value.at === undefined)) return undefined;
  if (found.value.at === calendar.now) return undefined;
  return { value: { kind: 'around', moment: found.value }, next: found.next };
};

export const readWholeDay: PeriodReader = (words, at, calendar) => {
  const found = readDay(words, at, calendar);
  return found && { value: { kind: 'day', day: found.value }, next: found.next };
};
