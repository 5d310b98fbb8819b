import type { Question } from '../../core/question.ts';
import { DAY, HOUR, MINUTE, type Window } from '../../core/time.ts';
import type { Calendar } from '../time/calendar.ts';
import type { TimePiece } from '../time/piece.ts';
import { resolveTime } from '../time/resolve.ts';

type Compare = NonNullable<Question['compare']>;

/** How a window stands to the one it is compared with; `backward` if they were said the wrong way round. */
export type Relation =
  | { kind: 'forward' | 'backward'; compare: Compare }
  | { kind: 'unrelated'; because: string };

const UNRELATED: Relation = {
  kind: 'unrelated',
  because:
    'I can compare with the period just before, with yesterday or with last week: say for example "errors today vs yesterday".',
};

/** No window of its own means the default one: "errors api vs yesterday" sets the last hour beside the same hour yesterday. */
export function relate(main: readonly TimePiece[], reference: TimePiece, calendar: Calendar): Relation {
  const window = resolveTime(main, calendar);
  const other = resolveTime([reference], calendar);
  if (!other || 'because' in other) return UNRELATED;
  if (window && 'because' in window) return { kind: 'unrelated', because: window.because };
  const recent = window?.window ?? { from: calendar.now - HOUR, to: calendar.now };
  const forward = relation(recent, other, calendar);
  if (forward) return { kind: 'forward', compare: forward };
  const backward = window && relation(other.window, window, calendar);
  return backward ? { kind: 'backward', compare: backward } : UNRELATED;
}

function relation(
  window: Window,
  other: { window: Window; words: string },
  calendar: Calendar,
): Compare | undefined {
  const { words } = other;
  const length = window.to - window.from;
  if (/^(previous|prior|preceding)\b|\b(before|earlier)$/.test(words) && isAsLong(other.window, length))
    return 'previous';
  if (touchesToday(window, calendar) && words === 'yesterday' && length <= DAY + HOUR) return 'yesterday';
  if (
    window.to > calendar.startOf('week', calendar.now) &&
    /^(last|previous) week$/.test(words) &&
    length <= 7 * DAY + HOUR
  )
    return 'week';
  if (near(other.window.to, window.from) && near(other.window.to - other.window.from, length))
    return 'previous';
  if (isShifted(window, other.window, DAY)) return 'yesterday';
  if (isShifted(window, other.window, 7 * DAY)) return 'week';
  return undefined;
}

/** "this hour", which is not over, beside "the previous hour". */
function isAsLong({ from, to }: Window, length: number): boolean {
  return near(to - from, length) || (to - from > length && to - from <= HOUR);
}

const touchesToday = ({ to }: Window, { today }: Calendar) => to > today;

/** An hour more or less is the change to or from summer time. */
const near = (one: number, other: number) =>
  Math.abs(one - other) <= HOUR && Math.abs(one - other) % HOUR < MINUTE;

function isShifted(window: Window, other: Window, by: number): boolean {
  return (
    near(window.from - by, other.from) &&
    (near(window.to - by, other.to) || window.to - by < other.to) &&
    window.to - window.from > HOUR / 2
  );
}
