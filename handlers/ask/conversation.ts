import { z } from 'zod';
import type { Answer } from '../../src/core/answer.ts';
import { Question, type Understanding } from '../../src/core/question.ts';
import { type Clock, MINUTE } from '../../src/core/time.ts';
import { collection } from '../../src/store/collection.ts';
import type { DocumentStore } from '../../src/store/document-store.ts';

/** Words to data to answer, as the ask room does it: it knows the names there are, and the time. */
export interface Ask {
  understand(
    text: string,
    asked: { timezone: string; previous?: Question | undefined },
  ): Promise<Understanding>;
  answer(question: Question, asked: { timezone: string }): Promise<Answer>;
}

/** Where a question was asked: a thread goes on for ever, a person without one for a quarter of an hour. */
export interface Place {
  channel: string;
  threadTs?: string | undefined;
  personId: string;
}

export interface Conversation extends Ask {
  /** What a follow-up ("and web?") refers to. */
  previous(place: Place): Promise<Question | undefined>;
  remember(place: Place, question: Question): Promise<void>;
}

const Last = z.object({ question: Question, at: z.number() });
const PERSON_REMEMBERS = 15 * MINUTE;

export function openConversation(ask: Ask, documents: DocumentStore, clock: Clock): Conversation {
  const last = collection(documents, 'setting', Last);
  return {
    ...ask,
    previous: async (place) => {
      const kept = (await last.get(keyOf(place)))?.data;
      if (!kept) return undefined;
      const tooOld = !place.threadTs && clock.now() - kept.at > PERSON_REMEMBERS;
      return tooOld ? undefined : kept.question;
    },
    remember: async (place, question) => {
      await last.change<never>(keyOf(place), () => ({ question, at: clock.now() }));
    },
  };
}

function keyOf({ channel, threadTs, personId }: Place): string {
  return `question:${channel}:${threadTs ?? personId}`;
}
