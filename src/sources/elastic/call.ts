import type { Client } from '@elastic/elasticsearch';
import { SECOND } from '../../core/time.ts';
import { type Budgeted, budgeted, explained } from '../budgeted.ts';
import type { CallBudget } from '../call-budget.ts';
import type { SourceDeps } from '../source.ts';
import { type Asked, faultOf, isThrottled } from './fault.ts';

export type Send<T> = (client: Client, signal: AbortSignal) => Promise<T>;

export interface Caller extends Pick<Budgeted, 'spent'> {
  /** Makes one request, within the budget, again after faults that pass. Throws `UpstreamError` and `RejectedError`. */
  call<T>(asked: Asked, send: Send<T>): Promise<T>;
}

const PATIENCE = { attempts: 3, longestWait: 10 * SECOND, isThrottled };

export function createCaller(
  open: () => Promise<Client>,
  budget: CallBudget,
  deps: Pick<SourceDeps, 'wait' | 'random'>,
  signal: AbortSignal,
): Caller {
  const { call, spent } = budgeted(budget, deps, PATIENCE);
  return {
    call: async (asked, send) => {
      const client = await open();
      const request = (abort: AbortSignal) => send(client, abort);
      return call(
        explained(request, (error) => faultOf(error, asked)),
        signal,
      );
    },
    spent,
  };
}
