import type { Command } from '../../core/question.ts';
import { HOUR, MINUTE, SECOND } from '../../core/time.ts';
import { numberOf, readDuration } from '../time/duration.ts';

type AlertCommand = Extract<Command, { name: 'alert' }>;
type Op = AlertCommand['op'];

export interface Threshold {
  op: Op;
  threshold: number;
  unit?: NonNullable<AlertCommand['unit']>;
  /** "50 per minute". */
  windowSeconds?: number;
  /** The words it takes up: `from` in, `to` out. */
  from: number;
  to: number;
}

const SAID: Readonly<Record<Op, string>> = {
  '>=': '>=|≥|at least|reaches|reach|hits|no less than|not less than',
  '<=': '<=|≤|at most|no more than|not more than',
  '>': '>|more than|above|over|exceeds|exceed|greater than|higher than|beyond|larger than|goes above|go above|goes over|go over|rises above|climbs above|is above|are above|is over|are over|passes',
  '<': '<|less than|fewer than|below|under|lower than|drops below|drop below|falls below|fall below|goes below|go below|drops under|is below|are below',
};

const OPERATORS = Object.entries(SAID)
  .flatMap(([op, phrases]) =>
    phrases.split('|').map((phrase) => ({ op: op as Op, words: phrase.split(' ') })),
  )
  .sort((a, b) => b.words.length - a.words.length);

/** `> 50`, `more than five`, `above 800ms`, `exceeds 5 %`, `over 50/min`. */
export function readThreshold(words: readonly string[]): Threshold | undefined {
  for (let at = 0; at < words.length; at++) {
    const operator = OPERATORS.find((one) => one.words.every((word, place) => words[at + place] === word));
    const value = operator && readValue(words, at + operator.words.length);
    if (operator && value) return { op: operator.op, from: at, ...value };
  }
  return undefined;
}

type Value = Omit<Threshold, 'op' | 'from'>;

const PER: Readonly<Record<string, number>> = {
  min: 60,
  minute: 60,
  m: 60,
  hour: 3600,
  h: 3600,
  s: 1,
  sec: 1,
  second: 1,
};

function readValue(words: readonly string[], at: number): Value | undefined {
  const [, number = '', mark = ''] = /^(\d+(?:\.\d+)?)(k|%|ms|\/[a-z]+)?$/.exec(words[at] ?? '') ?? [];
  const value = number ? Number(number) * (mark === 'k' ? 1000 : 1) : numberOf(words[at]);
  if (value === undefined) return readLength(words, at);
  const next = words[at + 1] ?? '';
  if (mark === '%') return { threshold: value, unit: '%', to: at + 1 };
  if (mark === 'ms') return { threshold: value, unit: 'ms', to: at + 1 };
  if (['%', 'percent', 'pct'].includes(next)) return { threshold: value, unit: '%', to: at + 2 };
  if (['ms', 'milliseconds', 'millis'].includes(next)) return { threshold: value, unit: 'ms', to: at + 2 };
  if (['s', 'sec', 'seconds', 'second'].includes(next))
    return { threshold: value * 1000, unit: 'ms', to: at + 2 };
  const per = mark.startsWith('/') ? PER[mark.slice(1)] : undefined;
  if (mark.startsWith('/') && per === undefined) return undefined;
  return { threshold: value, ...(per && { windowSeconds: per }), to: at + 1 };
}

/** A threshold of latency: `2s`. */
function readLength(words: readonly string[], at: number): Value | undefined {
  const duration = readDuration(words, at, false);
  if (!duration || duration.value.length > HOUR) return undefined;
  return { threshold: duration.value.length, unit: 'ms', to: duration.next };
}

const WITHIN = new Set(['in', 'within', 'over', 'for', 'during', 'per', 'every', 'each', 'a', 'an', 'on']);

/** `in 5m`, `within 10 minutes`, `per hour`: the window a count is taken over, the last one said. */
export function readWithin(
  words: readonly string[],
): { windowSeconds: number; from: number; to: number } | undefined {
  for (let at = words.length - 1; at >= 0; at--) {
    if (!WITHIN.has(words[at] ?? '')) continue;
    const start = ['the', 'any', 'last', 'past'].reduce(
      (place, word) => (words[place] === word ? place + 1 : place),
      at + 1,
    );
    const single =
      PER[words[start] ?? ''] && (words[start]?.length ?? 0) > 2
        ? { length: (PER[words[start] ?? ''] ?? 0) * SECOND, next: start + 1 }
        : undefined;
    const duration = readDuration(words, start, true);
    const found = duration ? { length: duration.value.length, next: duration.next } : single;
    if (found && found.length >= MINUTE / 60)
      return { windowSeconds: found.length / SECOND, from: at, to: found.next };
  }
  return undefined;
}
