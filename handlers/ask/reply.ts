import type { Command } from '../../src/core/question.ts';
import { isRefusal, type Refusal } from '../../src/core/refusal.ts';
import type { Card } from '../../src/slack/blocks.ts';
import { answerCard } from '../../src/slack/cards/answer.ts';
import { helpCard, unclearCard } from '../../src/slack/cards/help.ts';
import type { SlackPerson } from '../../src/slack/people.ts';
import type { HandlerContext } from '../handler.ts';
import { runCommand } from './commands.ts';
import type { Place } from './conversation.ts';

export interface Words {
  text: string;
  person: SlackPerson;
  place: Place;
  /** Only the asker sees the reply, so that it can be shared. */
  shareable: boolean;
}

/** How the reply looks, with and without Slack's native chart. */
export type Reply = (nativeCharts: boolean) => Card;

export const COMMAND = '/sysmon';

/** From a person's words to the reply: an answer, what was done, or what was not understood. */
export async function replyTo(words: Words, context: HandlerContext): Promise<Reply | Refusal> {
  const { text, person, place } = words;
  if (/^\s*(help|\?)?\s*$/i.test(text)) return () => helpCard(COMMAND);
  const { conversation } = context;
  const { timezone } = person;
  const understood = await understand(words, context);
  switch (understood.kind) {
    case 'unclear':
      return () => unclearCard(understood.unclear, COMMAND);
    case 'command':
      return done(understood.command, words, context);
    case 'question': {
      if (understood.question.subject === 'help') return () => helpCard(COMMAND);
      const answer = await conversation.answer(understood.question, { timezone });
      await conversation.remember(place, understood.question);
      return (nativeCharts) => answerCard(answer, { nativeCharts, shareable: words.shareable });
    }
  }
}

/** In a thread every sentence goes on from the one before; elsewhere only one that says too little by itself. */
async function understand({ text, person, place }: Words, { conversation }: HandlerContext) {
  const { timezone } = person;
  const alone = place.threadTs ? undefined : await conversation.understand(text, { timezone });
  if (alone && alone.kind !== 'unclear') return alone;
  const previous = await conversation.previous(place);
  if (alone && !previous) return alone;
  return conversation.understand(text, { timezone, previous });
}

async function done(command: Command, { person, place }: Words, context: HandlerContext) {
  const card = await runCommand(command, person, place, context);
  return isRefusal(card) ? card : () => card;
}
