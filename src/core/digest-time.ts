import { TZDate } from '@date-fns/tz';
import { addDays } from 'date-fns/addDays';
import { format } from 'date-fns/format';
import { getDay } from 'date-fns/getDay';
import { set } from 'date-fns/set';
import { HOUR, type Instant, type Window } from './time.ts';

/** When a team wants to read what happened. */
export interface DigestTimes {
  daily: boolean;
  /** 0 is Sunday; undefined: no weekly digest. On its day it stands for the daily one. */
  weekly: number | undefined;
  /** Hour and minute of the day in `timezone`. */
  at: { hours: number; minutes: number };
  timezone: string;
}

export interface DigestPeriod {
  /** The same for everyone who works it out: one message a period. */
  id: string;
  kind: 'day' | 'week';
  window: Window;
}

/** Later than this it is no longer what people start their day with: it is left out. */
const LATEST = 3 * HOUR;

/** The digest that should be in the channel now; undefined where none is due. A day is one of the team's clock: 23 or 25 hours at times. */
export function dueDigest(times: DigestTimes, now: Instant): DigestPeriod | undefined {
  const today = set(new TZDate(now, times.timezone), { ...times.at, seconds: 0, milliseconds: 0 });
  const end = today.getTime() <= now ? today : addDays(today, -1);
  if (now - end.getTime() > LATEST) return undefined;
  const isWeekly = getDay(end) === times.weekly;
  if (!isWeekly && !times.daily) return undefined;
  const kind = isWeekly ? 'week' : 'day';
  const window = { from: addDays(end, isWeekly ? -7 : -1).getTime(), to: end.getTime() };
  return { id: `${kind}-${format(end, 'yyyy-MM-dd')}`, kind, window };
}
