import { SECOND } from '../../core/time.ts';
import { type Budgeted, budgeted, explained } from '../budgeted.ts';
import type { CallBudget } from '../call-budget.ts';
import type { SourceDeps } from '../source.ts';
import { faultOf, isThrottled } from './fault.ts';

export interface Caller extends Pick<Budgeted, 'spent'> {
  /** Makes one request, within the budget, again after faults that pass. Throws `UpstreamError` and `RejectedError`. */
  call<T>(asked: string, send: (signal: AbortSignal) => Promise<T>): Promise<T>;
}

const LONGEST_REQUEST = 30 * SECOND;
const PATIENCE = { attempts: 4, longestWait: 20 * SECOND, isThrottled };

export function createCaller(
  budget: CallBudget,
  deps: Pick<SourceDeps, 'wait' | 'random'>,
  signal: AbortSignal,
): Caller {
  const { call, spent } = budgeted(budget, deps, PATIENCE);
  return {
    call: (asked, send) => {
      const request = (abort: AbortSignal) => abortable(send, abort);
      return call(
        explained(request, (error) => faultOf(error, asked)),
        signal,
      );
    },
    spent,
  };
}

/**
 * Hands the request a signal that never fires once it has ended: the SDK leaves its listener there, and that throws outside of any promise where the
 * body was read already (balena-request 14.2, `handleAbortIfNotSupported`).
 */
async function abortable<T>(send: (signal: AbortSignal) => Promise<T>, signal: AbortSignal): Promise<T> {
  const ours = new AbortController();
  const abort = () => ours.abort(signal.reason);
  const timer = setTimeout(() => ours.abort(new Error('no answer in time')), LONGEST_REQUEST);
  signal.addEventListener('abort', abort);
  if (signal.aborted) abort();
  try {
    return await send(ours.signal);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', abort);
  }
}
