import type { Question } from '../../core/question.ts';
import { SourceState } from '../../core/source-state.ts';
import { MINUTE, type Window } from '../../core/time.ts';
import type { AnswerDeps } from './deps.ts';
import { unusualNotes } from './unusual.ts';
import { lastingWords, oneLine, timeWords } from './words.ts';

/** Tolerates what an older or newer version wrote: a source whose state cannot be read is left out. */
export async function sourceStates({ store }: Pick<AnswerDeps, 'store'>): Promise<SourceState[]> {
  const documents = await store.documents.find('source', { limit: 1_000 });
  return documents.flatMap(({ data }) => {
    const state = SourceState.safeParse(data);
    return state.success ? [state.data] : [];
  });
}

/** A source this far behind is worth a note: some are read every five minutes, up to the minute that was over then. */
const LAGGING = 7 * MINUTE;
const MOST = 3;

/** What the reader should know: what was unusual, and a source that fails, lags or has lost something within the window. */
export async function notesOn(
  question: Pick<Question, 'time' | 'services'>,
  deps: AnswerDeps,
): Promise<string[]> {
  const [unusual, sources] = await Promise.all([
    unusualNotes(question, deps),
    sourceNotes(question.time, deps),
  ]);
  return [...unusual, ...sources];
}

async function sourceNotes(window: Window, deps: AnswerDeps): Promise<string[]> {
  const now = deps.clock.now();
  const states = (await sourceStates(deps)).filter(({ goneAt }) => goneAt === undefined);
  const notes = states.flatMap((state) => noteOn(state, window, now, deps.timezone) ?? []);
  const more = notes.length - MOST;
  return more > 0 ? [...notes.slice(0, MOST), `${more} more sources are behind: ask for health.`] : notes;
}

function noteOn(
  { title, fault, item, readUpTo, gap, retryAt }: SourceState,
  window: Window,
  now: number,
  timezone: string,
) {
  if (fault)
    return `${title} cannot be read since ${timeWords(fault.since, now, timezone)}: ${oneLine(fault.advice ?? fault.message, 200)}`;
  if (gap && gap.from < window.to && gap.to > window.from) {
    return `${title} lost what it had from ${timeWords(gap.from, now, timezone)} to ${timeWords(gap.to, now, timezone)}: it expired before it could be read.`;
  }
  const behind = item && readUpTo !== undefined ? now - Math.max(readUpTo, retryAt ?? 0) : 0;
  if (behind > LAGGING && readUpTo !== undefined && window.to > readUpTo) {
    return `${title} is ${lastingWords(now - readUpTo)} behind: the newest of it is not in here.`;
  }
  return undefined;
}
