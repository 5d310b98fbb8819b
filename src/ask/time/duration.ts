import { DAY, HOUR, MINUTE, SECOND } from '../../core/time.ts';
import type { Read, Words } from './piece.ts';

export type Unit = 'second' | 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year';

export interface Duration {
  /** Milliseconds; a month is 30 days, a year 365. */
  length: number;
  unit: Unit;
}

const LENGTHS: Record<Unit, number> = {
  second: SECOND,
  minute: MINUTE,
  hour: HOUR,
  day: DAY,
  week: 7 * DAY,
  month: 30 * DAY,
  year: 365 * DAY,
};

const NAMES: Record<Unit, string> = {
  second: 's sec secs second seconds',
  minute: 'm min mins minute minutes',
  hour: 'h hr hrs hour hours',
  day: 'd day days',
  week: 'w wk wks week weeks',
  month: 'mo month months',
  year: 'y yr yrs year years',
};

const UNITS = new Map(
  Object.entries(NAMES).flatMap(([unit, names]) =>
    names.split(' ').map((name) => [name, unit as Unit] as const),
  ),
);

const NUMBERS = new Map(
  'zero one two three four five six seven eight nine ten eleven twelve'
    .split(' ')
    .map((word, n) => [word, n] as const),
);
for (const [word, n] of Object.entries({
  fifteen: 15,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  ninety: 90,
})) {
  NUMBERS.set(word, n);
}

export const DURATION_WORDS: readonly string[] = [...UNITS.keys(), ...NUMBERS.keys()].filter(
  (word) => word.length > 2,
);

export function unitOf(word: string | undefined): Duration | undefined {
  const unit = UNITS.get(word ?? '');
  return unit && { length: LENGTHS[unit], unit };
}

/** `5`, `1.5` or `five`. */
export function numberOf(word: string | undefined): number | undefined {
  if (/^\d+(\.\d+)?$/.test(word ?? '')) return Number(word);
  return NUMBERS.get(word ?? '');
}

/** `24h`, `3 days`, `1h30m`, `two hours`; with `loosely` also `an hour`, `half an hour`, `a couple of days`. */
export function readDuration(words: Words, at: number, loosely: boolean): Read<Duration> | undefined {
  return readCompact(words, at) ?? readCounted(words, at) ?? (loosely ? readLoose(words, at) : undefined);
}

function readCompact(words: Words, at: number): Read<Duration> | undefined {
  const word = words[at] ?? '';
  if (!/^(\d+(\.\d+)?-?[a-z]+)+$/.test(word)) return undefined;
  const parts = [...word.matchAll(/(\d+(?:\.\d+)?)-?([a-z]+)/g)].map(([, n, name]) => ({
    n: Number(n),
    unit: unitOf(name),
  }));
  const last = parts.at(-1)?.unit;
  if (!last || parts.some(({ unit }) => !unit)) return undefined;
  const length = parts.reduce((sum, { n, unit }) => sum + n * (unit?.length ?? 0), 0);
  return { value: { length, unit: last.unit }, next: at + 1 };
}

function readCounted(words: Words, at: number): Read<Duration> | undefined {
  const n = numberOf(words[at]);
  const half = words[at + 1] === 'and' && words[at + 2] === 'a' && words[at + 3] === 'half';
  const place = half ? at + 4 : at + 1;
  const unit = unitOf(words[place]);
  if (n === undefined || !unit) return undefined;
  return { value: { ...unit, length: (n + (half ? 0.5 : 0)) * unit.length }, next: place + 1 };
}

const LOOSE: readonly (readonly [string, number])[] = [
  ['half an', 0.5],
  ['half a', 0.5],
  ['half', 0.5],
  ['a couple of', 2],
  ['couple of', 2],
  ['couple', 2],
  ['an', 1],
  ['a', 1],
];

function readLoose(words: Words, at: number): Read<Duration> | undefined {
  for (const [phrase, n] of LOOSE) {
    const next = at + phrase.split(' ').length;
    const unit = unitOf(words[next]);
    if (unit && words.slice(at, next).join(' ') === phrase)
      return { value: { ...unit, length: n * unit.length }, next: next + 1 };
  }
  return undefined;
}
