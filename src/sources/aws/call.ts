import { UpstreamError } from '../../core/errors.ts';
import { SECOND } from '../../core/time.ts';
import type { CallBudget } from '../call-budget.ts';
import type { SourceDeps } from '../source.ts';
import { type Asked, faultOf, isThrottled } from './fault.ts';

export interface Cost {
  calls: number;
  throttled: number;
}

export interface Caller {
  /** Makes one request, within the budget, again after faults that pass. Throws `UpstreamError` and `RejectedError`. */
  call<T>(asked: Asked, send: () => Promise<T>, signal: AbortSignal): Promise<T>;
  /** What was spent since the last `spent()`. */
  spent(): Cost;
}

const ATTEMPTS = 4;

/** The SDK's own retries are off: they would not ask the budget. A wait is 1 s, 2 s, 4 s, with half of it left to chance. */
export function createCaller(
  budget: CallBudget,
  { wait, random }: Pick<SourceDeps, 'wait' | 'random'>,
): Caller {
  let cost: Cost = { calls: 0, throttled: 0 };

  async function attempt<T>(asked: Asked, send: () => Promise<T>, signal: AbortSignal): Promise<T> {
    await budget.take(signal);
    cost.calls += 1;
    try {
      return await send();
    } catch (error) {
      signal.throwIfAborted();
      throw faultOf(error, asked);
    }
  }

  async function backOff(error: UpstreamError, attempts: number, signal: AbortSignal): Promise<void> {
    const pause = SECOND * 2 ** (attempts - 1) * (0.5 + random());
    await (isThrottled(error) ? budget.pause(pause) : wait(pause, signal));
  }

  return {
    call: async (asked, send, signal) => {
      for (let attempts = 1; ; attempts++) {
        try {
          return await attempt(asked, send, signal);
        } catch (error) {
          if (!(error instanceof UpstreamError)) throw error;
          if (isThrottled(error)) cost.throttled += 1;
          if (attempts === ATTEMPTS) throw error;
          await backOff(error, attempts, signal);
        }
      }
    },
    spent: () => {
      const spent = cost;
      cost = { calls: 0, throttled: 0 };
      return spent;
    },
  };
}
