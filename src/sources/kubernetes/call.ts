import { UpstreamError } from '../../core/errors.ts';
import { SECOND } from '../../core/time.ts';
import type { CallBudget } from '../call-budget.ts';
import type { SourceDeps } from '../source.ts';
import type { Ask } from './client.ts';
import { isCode } from './fault.ts';

export interface Cost {
  calls: number;
  throttled: number;
}

export interface Caller {
  /** Asks within the budget, and again after faults that pass. */
  ask: Ask;
  /** What was spent since the last `spent()`. */
  spent(): Cost;
}

const ATTEMPTS = 3;
/** Longer than this nobody waits within a reading: it is put off. */
const LONGEST_WAIT = 10 * SECOND;

export function createCaller(
  ask: Ask,
  budget: CallBudget,
  { wait, random }: Pick<SourceDeps, 'wait' | 'random'>,
): Caller {
  let cost: Cost = { calls: 0, throttled: 0 };

  async function backOff(error: UpstreamError, attempt: number, signal: AbortSignal): Promise<void> {
    const pause = error.retryAfter ?? SECOND * 2 ** (attempt - 1) * (0.5 + random());
    if (attempt === ATTEMPTS || pause > LONGEST_WAIT) throw error;
    await (isCode(error, 'K8S_THROTTLED') ? budget.pause(pause) : wait(pause, signal));
  }

  return {
    ask: async (asked, query, signal) => {
      for (let attempt = 1; ; attempt++) {
        await budget.take(signal);
        cost.calls += 1;
        try {
          return await ask(asked, query, signal);
        } catch (error) {
          if (!(error instanceof UpstreamError) || isCode(error, 'K8S_EXPIRED')) throw error;
          if (isCode(error, 'K8S_THROTTLED')) cost.throttled += 1;
          await backOff(error, attempt, signal);
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
