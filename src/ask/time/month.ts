import { type PeriodReader, windowOf } from './found.ts';

const MONTHS = 'january february march april may june july august september october november december'.split(
  ' ',
);
/** Words of their own: a month only after "in" or "since". */
const UNSURE = new Set(['may', 'march']);
const INTRODUCED = new Set(['in', 'since', 'during', 'for', 'of', 'last', 'all']);

/** `in october`: the newest that has begun. */
export const readMonth: PeriodReader = (words, at, calendar) => {
  const word = words[at] ?? '';
  const month = MONTHS.findIndex(
    (name) => name === word || (name.slice(0, 3) === word && word !== 'mar' && word !== 'may'),
  );
  if (month < 0 || (UNSURE.has(word) && !INTRODUCED.has(words[at - 1] ?? ''))) return undefined;
  const thisMonth = calendar.startOf('month', calendar.now);
  const back = Array.from({ length: 12 }, (_, months) => calendar.addMonths(thisMonth, -months));
  const from = back.find((start) => monthOf(start, calendar.timezone) === month);
  return from === undefined
    ? undefined
    : windowOf({ from, to: Math.min(calendar.now, calendar.addMonths(from, 1)) }, at + 1);
};

function monthOf(at: number, timezone: string): number {
  return Number(new Intl.DateTimeFormat('en', { timeZone: timezone, month: 'numeric' }).format(at)) - 1;
}
