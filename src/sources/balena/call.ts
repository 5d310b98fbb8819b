import { UpstreamError } from '../../core/errors.ts';
import { SECOND } from '../../core/time.ts';
import type { CallBudget } from '../call-budget.ts';
import type { Batch, SourceDeps } from '../source.ts';
import { faultOf, isThrottled } from './fault.ts';

export interface Caller {
  /** Makes one request, within the budget, again after faults that pass. Throws `UpstreamError` and `RejectedError`. */
  call<T>(asked: string, send: (signal: AbortSignal) => Promise<T>): Promise<T>;
  /** What was spent since the last `spent()`. */
  spent(): Batch['cost'];
}

const ATTEMPTS = 4;
const LONGEST_REQUEST = 30 * SECOND;
/** A longer wait than this is left to the timetable. */
const LONGEST_WAIT = 20 * SECOND;

/** The SDK's own retries are off: they would not ask the budget. A wait is what balena asks for, else 1 s, 2 s, 4 s, half of it left to chance. */
export function createCaller(
  budget: CallBudget,
  { wait, random }: Pick<SourceDeps, 'wait' | 'random'>,
  signal: AbortSignal,
): Caller {
  let cost = { calls: 0, throttled: 0 };

  async function attempt<T>(asked: string, send: (signal: AbortSignal) => Promise<T>): Promise<T> {
    await budget.take(signal);
    cost.calls += 1;
    try {
      return await abortable(send, signal);
    } catch (error) {
      signal.throwIfAborted();
      throw faultOf(error, asked);
    }
  }

  /** Rethrows what is not worth to wait for here. All workers pause with a call that was one too many. */
  async function backOff(error: unknown, attempts: number): Promise<void> {
    if (!(error instanceof UpstreamError)) throw error;
    const pause = error.retryAfter ?? SECOND * 2 ** (attempts - 1) * (0.5 + random());
    if (isThrottled(error)) {
      cost.throttled += 1;
      await budget.pause(pause);
    }
    if (attempts === ATTEMPTS || pause > LONGEST_WAIT) throw error;
    await wait(pause, signal);
  }

  return {
    call: async (asked, send) => {
      for (let attempts = 1; ; attempts++) {
        try {
          return await attempt(asked, send);
        } catch (error) {
          await backOff(error, attempts);
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
