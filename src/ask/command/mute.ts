import { type Instant, SECOND } from '../../core/time.ts';
import { MUTE_VERBS, UNMUTE_VERBS } from '../lexicon/verbs.ts';
import type { Maybe } from '../sentence/draft.ts';
import type { Calendar } from '../time/calendar.ts';
import { readDuration } from '../time/duration.ts';
import { readMoment } from '../time/moment.ts';
import type { Moment } from '../time/piece.ts';
import type { Token } from '../words/tokens.ts';
import type { World } from '../world.ts';
import { because, type CommandReader } from './command.ts';
import { targetOf } from './target.ts';

const FOREVER = new Set(['forever', 'indefinitely', 'permanently']);
const WEEKDAY = /^(mon|tues|wednes|thurs|fri|satur|sun)day$/;
const LONGEST = 366 * 24 * 3600;

interface Length {
  durationSeconds?: number;
  forever?: boolean;
}

/** `mute API-4F2A for 2h because deploy`, `silence checkout until 18:00`, `snooze 12 forever`. */
export const readMute: CommandReader = ({ tokens, reason, world }) => {
  if (!MUTE_VERBS.has(tokens[0]?.text ?? '')) return undefined;
  const { rest, lengths } = cutLengths(tokens.slice(1), world);
  const [length = {}, second] = lengths;
  if (second) return because('I see two times: for how long shall I mute it?');
  if ('because' in length) return length;
  const target = targetOf(rest, 'mute', world);
  if ('because' in target) return target;
  return { name: 'mute', ...target, ...length, ...(reason && { reason }) };
};

/** `unmute api`. */
export const readUnmute: CommandReader = ({ tokens, world }) => {
  if (!UNMUTE_VERBS.has(tokens[0]?.text ?? '')) return undefined;
  const target = targetOf(tokens.slice(1), 'unmute', world);
  return 'because' in target ? target : { name: 'unmute', ...target };
};

function cutLengths(tokens: readonly Token[], world: World) {
  const words = tokens.map(({ text }) => text);
  const rest: Token[] = [];
  const lengths: Maybe<Length>[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const found = lengthAt(words, at, world);
    if (found) lengths.push(found.length);
    else rest.push(tokens[at] as Token);
    at = found ? found.next - 1 : at;
  }
  return { rest, lengths };
}

function lengthAt(
  words: readonly string[],
  at: number,
  { calendar }: World,
): { length: Maybe<Length>; next: number } | undefined {
  if (FOREVER.has(words[at] ?? '')) return { length: { forever: true }, next: at + 1 };
  if (words[at] === 'until' || words[at] === 'till' || words[at] === 'til') {
    const end = readMoment(words, at + 1, calendar, false);
    return end && { length: until(end.value, calendar, WEEKDAY.test(words[at + 1] ?? '')), next: end.next };
  }
  const start = ['for', 'next', 'the'].includes(words[at] ?? '') ? at + 1 : at;
  const place = words[start] === 'the' && words[start + 1] === 'next' ? start + 2 : start;
  const duration = readDuration(words, words[place] === 'next' ? place + 1 : place, true);
  return duration && { length: limited(duration.value.length / SECOND), next: duration.next };
}

/** A clock that has passed today is meant tomorrow, a weekday that has begun next week. */
function until(
  { day, clock, at }: Moment,
  { now, today, at: on, addDays }: Calendar,
  weekly: boolean,
): Maybe<Length> {
  const start = day ?? today;
  const said = (date: Instant) => at ?? (clock ? on(date, clock) : date);
  const again = day === undefined ? 1 : 7;
  const repeats = at === undefined && said(start) <= now && (day === undefined || weekly);
  const end = said(repeats ? addDays(start, again) : start);
  return end <= now
    ? because('That time has passed already: until when shall I mute it?')
    : limited((end - now) / SECOND);
}

function limited(seconds: number): Maybe<Length> {
  if (seconds < 1) return because('For how long shall I mute it? Say for example "for 2h".');
  return seconds > LONGEST
    ? because('I mute for a year at most, or forever.')
    : { durationSeconds: Math.round(seconds) };
}
