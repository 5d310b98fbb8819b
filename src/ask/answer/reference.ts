import { TZDate } from '@date-fns/tz';
import { subDays } from 'date-fns/subDays';
import type { Question } from '../../core/question.ts';
import { DAY, type Instant, type Window } from '../../core/time.ts';
import { spokenTime } from '../describe.ts';
import { countWords, durationWords, lastingWords, threeDigits } from './words.ts';

/** The window that a number is set beside, and what to call it. */
export interface Reference {
  window: Window;
  words: string;
}

/** What was asked for, else the window of the same length just before; days are the asker's, so that noon is beside noon. */
export function referenceOf({ time, compare, timeWords }: Question, timezone: string): Reference {
  const back = (days: number) => ({
    from: daysBefore(time.from, days, timezone),
    to: daysBefore(time.to, days, timezone),
  });
  if (compare === 'yesterday') return { window: back(1), words: 'the same time a day before' };
  if (compare === 'week') return { window: back(7), words: 'the same time a week before' };
  if (timeWords === 'today') return { window: back(1), words: 'yesterday by this time' };
  if (timeWords === 'this week') return { window: back(7), words: 'last week by this time' };
  return { window: { from: 2 * time.from - time.to, to: time.from }, words: beforeWords(time, timeWords) };
}

function daysBefore(at: Instant, days: number, timezone: string): Instant {
  return subDays(new TZDate(at, timezone), days).getTime();
}

function beforeWords({ from, to }: Window, timeWords: string): string {
  const spoken = /^last (.+)$/.exec(spokenTime(timeWords))?.[1];
  if (spoken && /^(\d+ |hour$|day$|minute$)/.test(spoken)) return `the ${spoken} before`;
  if (timeWords === 'yesterday' || to - from === DAY) return 'the day before';
  return `the ${lastingWords(to - from)} before`;
}

/** "3.1 times the 24 hours before", "12 % more than …", "as many as …", "none in …". */
export function comparedWords(value: number, before: number, words: string): string {
  if (before === 0) return value === 0 ? `as in ${words}` : `none in ${words}`;
  if (value === before) return `as many as in ${words}`;
  const ratio = value / before;
  if (ratio >= 2)
    return `${threeDigits(Number(ratio.toPrecision(2)))} times ${words} (${countWords(before)})`;
  const percent = threeDigits(Number((100 * Math.abs(ratio - 1)).toPrecision(2)));
  return `${percent} % ${ratio > 1 ? 'more' : 'fewer'} than ${words} (${countWords(before)})`;
}

/** "12 % slower than the hour before (210 ms)". */
export function speedWords(now: number, then: number | undefined, words: string): string {
  if (then === undefined) return `nothing measured in ${words}`;
  const percent = Number((100 * Math.abs(now / then - 1)).toPrecision(2));
  if (percent < 2) return `as in ${words}`;
  if (now / then >= 2)
    return `${threeDigits(Number((now / then).toPrecision(2)))} times ${words} (${durationWords(then)})`;
  return `${threeDigits(percent)} % ${now > then ? 'slower' : 'faster'} than ${words} (${durationWords(then)})`;
}
