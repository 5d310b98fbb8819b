import type { Metric } from '../core/metrics.ts';
import { DAY, type Instant } from '../core/time.ts';

/** What the values of a finding are counted in, as people would say it. */
export const UNITS = ['count', 'percent', 'duration', 'number'] as const;
export type Unit = (typeof UNITS)[number];

const FOUR_DIGITS = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 4 });

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** `10:04 UTC`; with the day before it where that is not the day of `now`. */
export function momentWords(at: Instant, now: Instant): string {
  const moment = new Date(at);
  const time = `${moment.toISOString().slice(11, 16)} UTC`;
  return Math.floor(at / DAY) === Math.floor(now / DAY) ? time : `${dayWords(at)} ${time}`;
}

/** `24 Nov`. */
export function dayWords(at: Instant): string {
  const moment = new Date(at);
  return `${moment.getUTCDate()} ${MONTHS[moment.getUTCMonth()]}`;
}

/** `42`, `3.5 %`, `2.31 s`: three digits at most, durations from nanoseconds. */
export function valueWords(value: number, unit: Unit): string {
  if (unit === 'count') return rounded(value).toLocaleString('en-US');
  if (unit === 'number') return FOUR_DIGITS.format(value);
  if (unit === 'percent') return `${rounded(value)} %`;
  return value >= 1e9 ? `${rounded(value / 1e9)} s` : `${rounded(value / 1e6)} ms`;
}

/** A value in the unit of its metric. */
export function measuredWords(value: number, unit: Metric['unit']): string {
  if (unit === '%') return valueWords(value, 'percent');
  if (unit === 'ns') return valueWords(value, 'duration');
  if (unit === '1') return valueWords(value, 'count');
  return `${valueWords(value, 'number')} ${{ s: 's', By: 'bytes', Cel: '°C' }[unit]}`;
}

/** `0 to 6`; counts are widened to whole ones. */
export function rangeWords({ low, high }: { low: number; high: number }, unit: Unit): string {
  if (unit === 'count') return `${Math.floor(low).toLocaleString('en-US')} to ${ceiling(high)}`;
  return `${valueWords(low, unit)} to ${valueWords(high, unit)}`;
}

function ceiling(value: number): string {
  return Math.ceil(value).toLocaleString('en-US');
}

function rounded(value: number): number {
  return Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(2));
}
