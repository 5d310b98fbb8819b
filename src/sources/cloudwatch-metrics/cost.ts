import { DAY, HOUR } from '../../core/time.ts';

/** Dollars for each metric that GetMetricData is asked for, in the Regions we know: https://aws.amazon.com/cloudwatch/pricing/ */
const PRICE = 0.01 / 1_000;
const MONTH = 30 * DAY + 10 * HOUR;

/** What reading so many metrics comes to, for people: `1,200 metrics/h, about $8.76 a month`. */
export function costWords(metrics: number, every: number): string {
  const words = (value: number, digits = 0) =>
    value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });
  const hourly = (metrics * HOUR) / every;
  const monthly = ((metrics * MONTH) / every) * PRICE;
  return `${words(hourly)} metrics/h, about $${words(monthly, 2)} a month`;
}
