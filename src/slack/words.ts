import { formatDuration } from 'date-fns/formatDuration';
import { intervalToDuration } from 'date-fns/intervalToDuration';
import { isMuted } from '../alerts/lifecycle.ts';
import { expectedOf } from '../alerts/measure.ts';
import type { Alert } from '../core/alert.ts';
import { METRICS } from '../core/metrics.ts';
import type { Person } from '../core/person.ts';
import type { Instant } from '../core/time.ts';
import { humanize } from './charts/units.ts';
import { escapeText } from './text.ts';

/** How an alert looks at a glance: a colored sign and the word for it. */
export function stateOf(alert: Alert, now: Instant): { emoji: string; word: string } {
  if (alert.state === 'resolved') return { emoji: '🟢', word: 'Resolved' };
  if (isMuted(alert, now)) return { emoji: '🔇', word: 'Muted' };
  if (alert.state === 'acknowledged') return { emoji: '👀', word: 'Acknowledged' };
  return alert.severity === 'severe'
    ? { emoji: '🔴', word: 'Firing, severe' }
    : { emoji: '🟠', word: 'Firing, warning' };
}

/** "2 hours 5 minutes"; never less than a minute. */
export function lasting(from: Instant, to: Instant): string {
  const duration = intervalToDuration({ start: from, end: Math.max(to, from) });
  const parts = formatDuration(duration, { format: ['days', 'hours', 'minutes'] }).split(/ (?=\d)/);
  return parts.slice(0, 2).join(' ') || 'less than a minute';
}

/** A Slack user as a mention, which pings nobody in a card that is updated; anyone else by name. */
export function personName({ id, name }: Person): string {
  return /^[UW][A-Z0-9]{2,}$/.test(id) ? `<@${id}>` : escapeText(name, 80);
}

/** "0 to 6". */
export function expectedWords(alert: Alert): string | undefined {
  const range = expectedOf(alert);
  return range && `${measured(alert, range.low)} to ${measured(alert, range.high)}`;
}

export function measured(alert: Alert, value: number): string {
  return humanize(value, METRICS[alert.metric].unit);
}
