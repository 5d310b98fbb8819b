import type { Metric } from '../../../core/metrics.ts';
import { amountWords, threeDigits } from '../words.ts';

/** How an amount differs from the time before: "10 more than the hour before (55 %)"; `then` is undefined where nothing was measured. */
export function changeWords(
  now: number,
  then: number | undefined,
  unit: Metric['unit'],
  words: string,
): string {
  if (then === undefined) return `nothing measured in ${words}`;
  const change = Number((now - then).toPrecision(2));
  if (Math.abs(change) <= 0.02 * Math.abs(then)) return `as in ${words}`;
  const amount = unit === '%' ? threeDigits(Math.abs(change)) : amountWords(Math.abs(change), unit);
  return `${amount} ${change > 0 ? 'more' : 'less'} than ${words} (${amountWords(then, unit)})`;
}
