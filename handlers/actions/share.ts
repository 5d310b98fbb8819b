import { Question } from '../../src/core/question.ts';
import { refusal } from '../../src/core/refusal.ts';
import { ACTIONS } from '../../src/slack/actions.ts';
import { answerCard } from '../../src/slack/cards/answer.ts';
import { action } from '../handler.ts';
import { sharedReply } from '../shared-reply.ts';

/** The same question, with the same times, answered for everyone in the channel. */
export const share = action(
  ACTIONS.share,
  { role: 'viewer' },
  async ({ value, person }, { conversation }) => {
    const question = Question.safeParse(parse(value)).data;
    if (!question) return refusal('this answer is too old to be shared: ask again');
    const answer = await conversation.answer(question, { timezone: person.timezone });
    return sharedReply((nativeCharts) => answerCard(answer, { nativeCharts, shareable: false }), person);
  },
);

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
