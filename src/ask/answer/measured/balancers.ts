import type { Answer } from '../../../core/answer.ts';
import type { Question } from '../../../core/question.ts';
import type { AnswerDeps } from '../deps.ts';
import { usage } from './usage.ts';

const LATENCY = 'load_balancer.latency.p95';
const answered = usage([{ metric: LATENCY, by: 'service' }]);

/**
 * How fast load balancers saw their services answer, where no request was measured itself. They say a p95 a minute and nothing else: undefined where
 * another percentile or another grouping is asked for, or none was measured.
 */
export async function balancerLatency(question: Question, deps: AnswerDeps): Promise<Answer | undefined> {
  const { aggregate = [], groupBy = [], ...asked } = question;
  const isKnown = aggregate.every((one) => one === 'p95') && groupBy.every((group) => group === 'service');
  if (question.filters.status || !isKnown) return undefined;
  const answer = await answered({ ...asked, ...(groupBy.length > 0 && { groupBy }) }, deps);
  if (!answer.table) return undefined;
  const note = 'No request was measured itself: this is the p95 of each minute that load balancers tell.';
  return { ...answer, question, notes: [note, ...answer.notes] };
}
