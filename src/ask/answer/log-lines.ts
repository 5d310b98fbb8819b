import type { Answer } from '../../core/answer.ts';
import type { LogEvent } from '../../core/event.ts';
import type { Question } from '../../core/question.ts';
import type { AnswerDeps } from './deps.ts';
import { selectionOf } from './selection.ts';
import { lineTime } from './words.ts';

/** How many events are looked at for those without a text. */
const LOOKED_AT = 1_000;

/** The newest lines that a question means, the newest last. */
export async function logLines(
  question: Question,
  { store, clock, timezone }: AnswerDeps,
  most: number,
): Promise<NonNullable<Answer['lines']>> {
  const { events, without } = selectionOf(question, []);
  const found = await store.events.find({ ...events, window: question.time }, without ? LOOKED_AT : most);
  const unwanted = without?.toLowerCase();
  const wanted = unwanted ? found.filter(({ message }) => !message.toLowerCase().includes(unwanted)) : found;
  return wanted
    .slice(0, most)
    .reverse()
    .map((event) => lineOf(event, clock.now(), timezone));
}

function lineOf(event: LogEvent, now: number, timezone: string) {
  return {
    time: lineTime(event['@timestamp'], now, timezone),
    level: event['log.level'],
    service: event['service.name'],
    code: event['event.code'],
    text: event.message,
  };
}
