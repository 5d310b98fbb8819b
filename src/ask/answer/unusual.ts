import { unusualSince } from '../../alerts/unusual.ts';
import type { Question } from '../../core/question.ts';
import type { AnswerDeps } from './deps.ts';
import { timeWords } from './words.ts';

const MOST = 3;

/** What was found unusual within the window in the services that the question names; alerts have told the worst of it already. */
export async function unusualNotes(
  { time, services }: Pick<Question, 'time' | 'services'>,
  { store, clock, timezone }: AnswerDeps,
): Promise<string[]> {
  if (services.length === 0) return [];
  const episodes = (await unusualSince(store.documents, time.from, services)).filter(
    ({ since }) => since < time.to,
  );
  const notes = episodes.slice(0, MOST).map(({ service, since, reason }) => {
    const began = timeWords(since, clock.now(), timezone);
    return `Unusual in ${service} at ${began}: ${reason.replace(/, since .*$/, '')}.`;
  });
  const more = episodes.length - notes.length;
  return more > 0 ? [...notes, `${more} more times something was unusual there.`] : notes;
}
