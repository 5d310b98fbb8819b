import { z } from 'zod';
import { DAY, HOUR, type Instant } from '../../core/time.ts';
import { doubles } from '../numbers.ts';

const SIZE = 100;
const HOURS = 24;
/** Values that the mean of an hour of the day remembers. */
const HOUR_MEMORY = 200;

/** The last 100 values, the newest at the end, and the mean of each UTC hour of the day. */
export const Trail = z.object({
  count: z.number(),
  newest: doubles(SIZE),
  hourMeans: doubles(HOURS),
  hourCounts: doubles(HOURS),
});
export type Trail = z.infer<typeof Trail>;

export const emptyTrail = (): Trail => ({
  count: 0,
  newest: new Float64Array(SIZE),
  hourMeans: new Float64Array(HOURS),
  hourCounts: new Float64Array(HOURS),
});

interface Statistic {
  /** Values that must be known: a window that is not full would be remembered as a huge deviation. */
  needs: number;
  /** `{value}` is the value in words. */
  phrase: string;
  /** Where it is a difference: the mark in `Measured` that it is taken from. */
  from?: 'hour' | 'long';
  /** A logarithm; a deviation of one count means nothing to it. */
  logarithmic?: true;
}

/** Slow statistics of a series. Each is judged against its own past, so a slow drift, a drop and a change of spread are found too. */
export const STATISTICS: readonly Statistic[] = [
  { needs: 0, phrase: '{value}' },
  { needs: 0, phrase: '{value} at this hour', from: 'hour' },
  { needs: 24, phrase: '{value} (mean of the last 24)' },
  { needs: 72, phrase: '{value} (mean of the last 72)' },
  { needs: 48, phrase: 'swings of {value} (the last 48)', logarithmic: true },
  { needs: 100, phrase: '{value} (mean of the last 12, against the 100 before)', from: 'long' },
];

export interface Measured {
  values: readonly number[];
  /** What differences are taken from. */
  marks: { hour: number; long: number };
}

/** In place: takes the value in, and measures. */
export function measure(trail: Trail, at: Instant, value: number): Measured {
  const { newest, hourMeans, hourCounts } = trail;
  newest.copyWithin(0, 1);
  newest[SIZE - 1] = value;
  trail.count += 1;
  const slot = (Math.floor(at / HOUR) + HOURS * DAY) % HOURS;
  const times = hourCounts[slot] ?? 0;
  const hour = times > 0 ? (hourMeans[slot] ?? 0) : value;
  hourCounts[slot] = times + 1;
  hourMeans[slot] =
    (hourMeans[slot] ?? 0) + Math.max(1 / (times + 1), 1 / HOUR_MEMORY) * (value - (hourMeans[slot] ?? 0));
  const long = meanOf(trail, 100);
  const spread = Math.log(spreadOf(trail, 48) + 1e-9);
  const values = [
    value,
    value - hour,
    meanOf(trail, 24),
    meanOf(trail, 72),
    spread,
    meanOf(trail, 12) - long,
  ];
  return { values, marks: { hour, long } };
}

/** What a statistic means in the unit of the values. */
export function plain(index: number, value: number, { marks }: Measured): number {
  const statistic = STATISTICS[index];
  if (statistic?.logarithmic) return Math.exp(value);
  return statistic?.from ? value + marks[statistic.from] : value;
}

function meanOf({ newest, count }: Trail, width: number): number {
  const known = Math.min(count, width);
  let sum = 0;
  for (let index = SIZE - known; index < SIZE; index++) sum += newest[index] ?? 0;
  return sum / known;
}

function spreadOf(trail: Trail, width: number): number {
  const { newest, count } = trail;
  const known = Math.min(count, width);
  const mean = meanOf(trail, width);
  let squares = 0;
  for (let index = SIZE - known; index < SIZE; index++) squares += ((newest[index] ?? 0) - mean) ** 2;
  return Math.sqrt(squares / known);
}
