import { z } from 'zod';
import { bucketOf, DAY, HOUR, type Instant, MINUTE, type Window } from '../core/time.ts';

/** In how many minutes of each UTC hour a service was heard, for each of the last days, the newest first. */
export const Habit = z.object({
  first: z.number().optional(),
  days: z.array(z.object({ day: z.number(), heard: z.array(z.number()).length(24) })),
});
export type Habit = z.infer<typeof Habit>;

export const EMPTY_HABIT: Habit = { days: [] };

const DAYS = 9;
const SHARE = HOUR / MINUTE;

export function hear({ first, days }: Habit, at: Instant): Habit {
  const day = bucketOf(at, DAY);
  const [today, ...before] = days;
  const heard = today?.day === day ? today.heard : Array.from({ length: 24 }, () => 0);
  const hour = hourOf(at);
  const entry = { day, heard: heard.with(hour, (heard[hour] ?? 0) + 1) };
  return { first: first ?? at, days: [entry, ...(today?.day === day ? before : days)].slice(0, DAYS) };
}

/** The share of minutes (0 to 1) in which the service is heard at this hour: the less of yesterday and of a week ago, as far as known. */
export function hearsAt(habit: Habit, at: Instant): number {
  const known = [at - DAY, at - 7 * DAY].flatMap((before) => heardAt(habit, before) ?? []);
  return known.length > 0 ? Math.min(...known) : firstDay(habit, at);
}

/** How many minutes should have been heard in a window; the newest day of it counts. */
export function expectedWithin(habit: Habit, { from, to }: Window): number {
  let expected = 0;
  for (let at = Math.max(from, to - DAY); at < to; at = bucketOf(at, HOUR) + HOUR) {
    const minutes = (Math.min(bucketOf(at, HOUR) + HOUR, to) - at) / MINUTE;
    expected += minutes * hearsAt(habit, at);
  }
  return expected;
}

function heardAt({ first, days }: Habit, at: Instant): number | undefined {
  if (first === undefined || bucketOf(at, HOUR) < first) return undefined;
  const entry = days.find(({ day }) => day === bucketOf(at, DAY));
  return (entry?.heard[hourOf(at)] ?? 0) / SHARE;
}

/** Before a day is known: all hours are alike, and an hour must be known. */
function firstDay({ first, days }: Habit, at: Instant): number {
  if (first === undefined || at - first < HOUR) return 0;
  const heard = days.reduce((sum, day) => sum + day.heard.reduce((minutes, hour) => minutes + hour, 0), 0);
  return Math.min(1, heard / ((at - first) / MINUTE));
}

function hourOf(at: Instant): number {
  return Math.floor((at - bucketOf(at, DAY)) / HOUR);
}
