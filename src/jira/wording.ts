import { TZDate } from '@date-fns/tz';
import { format } from 'date-fns/format';
import { formatDuration } from 'date-fns/formatDuration';
import { intervalToDuration } from 'date-fns/intervalToDuration';
import { type MetricName, metric } from '../core/metrics.ts';
import type { Instant } from '../core/time.ts';

/** A ticket is read in many time zones: UTC, and it says so. */
export function moment(at: Instant): string {
  return format(new TZDate(at, 'UTC'), "yyyy-MM-dd HH:mm:ss 'UTC'");
}

/** E.g. `1 hour 20 minutes`. */
export function between(from: Instant, to: Instant): string {
  const span = intervalToDuration({ start: from, end: Math.max(from, to) });
  return formatDuration(span, { format: ['days', 'hours', 'minutes'] }) || 'less than a minute';
}

/** A value of a metric with its unit, e.g. `412 ms`. */
export function amount(value: number, name: MetricName): string {
  const rounded = (number: number) => Intl.NumberFormat('en-US', { maximumFractionDigits: 1 }).format(number);
  const { unit } = metric(name);
  if (unit === 'ns') return `${rounded(value / 1e6)} ms`;
  return unit === '1' ? rounded(value) : `${rounded(value)} ${unit}`;
}
