import { TZDate } from '@date-fns/tz';
import type { Question } from '../../core/question.ts';
import { DAY, MINUTE, type Window } from '../../core/time.ts';
import type { CountField } from '../../store/event-store.ts';
import { joinAliases } from './aliases.ts';
import { stepOf } from './charts.ts';
import type { AnswerDeps } from './deps.ts';
import { readExactly, type Tally } from './read-exactly.ts';
import { selectionOf } from './selection.ts';

/** The exact counts of a question by some fields, the largest first. Another `window` than its own is the one it is compared with. */
export async function talliesOf(
  question: Question,
  { store, timezone }: AnswerDeps,
  by: readonly CountField[],
  window: Window = question.time,
): Promise<Tally[]> {
  const selection = selectionOf(question, by);
  const counted = await readExactly(store, selection, window, by, finestStep(question, timezone));
  const place = by.indexOf('event.code');
  const tallies = place < 0 ? counted : await joinAliases(counted, place, store);
  return tallies.sort((a, b) => totalOf(b) - totalOf(a) || a.key.join().localeCompare(b.key.join()));
}

/** Where local days begin within an hour, hours cannot make them up. */
function finestStep(question: Question, timezone: string): number {
  const step = stepOf(question);
  const whole = new TZDate(question.time.from, timezone).getTimezoneOffset() % 60 === 0;
  return step === DAY && !whole ? MINUTE : step;
}

export function totalOf(tally: Pick<Tally, 'samples'>): number {
  return tally.samples.reduce((sum, { value }) => sum + value, 0);
}

export function grandTotal(tallies: readonly Tally[]): number {
  return tallies.reduce((sum, tally) => sum + totalOf(tally), 0);
}
