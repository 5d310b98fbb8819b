import type { Answer } from '../../core/answer.ts';
import type { Question } from '../../core/question.ts';
import type { Clock } from '../../core/time.ts';
import type { Store } from '../../store/store.ts';

/** What an answer is made from. `timezone` is the asker's, an IANA name. */
export interface AnswerDeps {
  store: Store;
  clock: Clock;
  timezone: string;
  /** How much work waits in each lane; left out where no queue is at hand. */
  backlog?: (() => Promise<readonly { lane: string; waiting: number }[]>) | undefined;
}

/** Answers the questions about one subject. */
export type Answerer = (question: Question, deps: AnswerDeps) => Promise<Answer>;
