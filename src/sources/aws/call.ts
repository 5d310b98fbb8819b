import { type Budgeted, budgeted, explained } from '../budgeted.ts';
import type { CallBudget } from '../call-budget.ts';
import type { SourceDeps } from '../source.ts';
import { type Asked, faultOf, isThrottled } from './fault.ts';

export interface Caller extends Pick<Budgeted, 'spent'> {
  /** Makes one request, within the budget, again after faults that pass. Throws `UpstreamError` and `RejectedError`. */
  call<T>(asked: Asked, send: () => Promise<T>, signal: AbortSignal): Promise<T>;
}

export function createCaller(budget: CallBudget, deps: Pick<SourceDeps, 'wait' | 'random'>): Caller {
  const { call, spent } = budgeted(budget, deps, { attempts: 4, isThrottled });
  return {
    call: (asked, send, signal) =>
      call(
        explained(send, (error) => faultOf(error, asked)),
        signal,
      ),
    spent,
  };
}
