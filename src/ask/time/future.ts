import { readDuration } from './duration.ts';
import { type Found, impossible, type PeriodReader } from './found.ts';

export function notYet(said: string, next: number): Found {
  return impossible(`"${said}" is in the future: I only know what has happened.`, next);
}

/** `tomorrow`, `next …`, `in 2 hours`. */
export const readFuture: PeriodReader = (words, at) => {
  if (words[at] === 'tomorrow') return notYet('tomorrow', at + 1);
  if (words[at] !== 'in' && words[at] !== 'next') return undefined;
  const named =
    words[at] === 'next' && /^(mon|tues|wednes|thurs|fri|satur|sun)day$/.test(words[at + 1] ?? '');
  const next = named ? at + 2 : readDuration(words, at + 1, true)?.next;
  return next === undefined ? undefined : notYet(words.slice(at, next).join(' '), next);
};
