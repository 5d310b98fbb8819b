import { SECOND } from '../../core/time.ts';
import { type Budgeted, budgeted } from '../budgeted.ts';
import type { CallBudget } from '../call-budget.ts';
import type { SourceDeps } from '../source.ts';
import type { Ask } from './client.ts';
import { isCode } from './fault.ts';

export interface Caller extends Pick<Budgeted, 'spent'> {
  /** Asks within the budget, and again after faults that pass. */
  ask: Ask;
}

const PATIENCE = {
  attempts: 3,
  longestWait: 10 * SECOND,
  isThrottled: (error: unknown) => isCode(error, 'K8S_THROTTLED'),
  isFinal: (error: unknown) => isCode(error, 'K8S_EXPIRED'),
};

export function createCaller(
  ask: Ask,
  budget: CallBudget,
  deps: Pick<SourceDeps, 'wait' | 'random'>,
): Caller {
  const { call, spent } = budgeted(budget, deps, PATIENCE);
  return { ask: (asked, query, signal) => call(() => ask(asked, query, signal), signal), spent };
}
