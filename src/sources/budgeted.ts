import { UpstreamError } from '../core/errors.ts';
import { SECOND } from '../core/time.ts';
import type { CallBudget } from './call-budget.ts';
import type { Cost, SourceDeps } from './source.ts';

/** Calls to one API, counted. */
export interface Budgeted {
  /**
   * Makes one request, within the budget, and again after faults that pass. `send` throws `UpstreamError` for those, and what is not worth another try
   * as anything else.
   */
  call<T>(send: (signal: AbortSignal) => Promise<T>, signal: AbortSignal): Promise<T>;
  /** What was spent since the last `spent()`. */
  spent(): Cost;
}

export interface Patience {
  attempts: number;
  /** A longer wait than this, in milliseconds, is left to the timetable. */
  longestWait?: number;
  /** Whether the other side says that we ask too often: then all workers pause. */
  isThrottled(error: UpstreamError): boolean;
  /** What passes, but not by asking the same again. */
  isFinal?(error: UpstreamError): boolean;
}

/** A wait is what the other side asks for, else 1 s, 2 s, 4 s, half of it left to chance. An SDK's own retries are off: they would not ask the budget. */
export function budgeted(
  budget: CallBudget,
  { wait, random }: Pick<SourceDeps, 'wait' | 'random'>,
  { attempts, longestWait = Number.POSITIVE_INFINITY, isThrottled, isFinal = () => false }: Patience,
): Budgeted {
  let cost: Cost = { calls: 0, throttled: 0 };

  async function backOff(error: unknown, attempt: number, signal: AbortSignal): Promise<void> {
    if (!(error instanceof UpstreamError) || isFinal(error)) throw error;
    const pause = error.retryAfter ?? SECOND * 2 ** (attempt - 1) * (0.5 + random());
    if (isThrottled(error)) {
      cost.throttled += 1;
      await budget.pause(pause);
    }
    if (attempt === attempts || pause > longestWait) throw error;
    if (!isThrottled(error)) await wait(pause, signal);
  }

  return {
    call: async (send, signal) => {
      for (let attempt = 1; ; attempt++) {
        await budget.take(signal);
        cost.calls += 1;
        try {
          return await send(signal);
        } catch (error) {
          signal.throwIfAborted();
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

/** The same request, with what the other side throws put in our words. */
export function explained<T>(
  send: (signal: AbortSignal) => Promise<T>,
  faultOf: (error: unknown) => unknown,
): (signal: AbortSignal) => Promise<T> {
  return async (signal) => {
    try {
      return await send(signal);
    } catch (error) {
      throw signal.aborted ? error : faultOf(error);
    }
  };
}
