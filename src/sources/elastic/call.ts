import type { Client } from '@elastic/elasticsearch';
import { UpstreamError } from '../../core/errors.ts';
import { SECOND } from '../../core/time.ts';
import type { CallBudget } from '../call-budget.ts';
import type { Batch, SourceDeps } from '../source.ts';
import { type Asked, faultOf, isThrottled } from './fault.ts';

export type Send<T> = (client: Client, signal: AbortSignal) => Promise<T>;

export interface Caller {
  /** Makes one request, within the budget, again after faults that pass. Throws `UpstreamError` and `RejectedError`. */
  call<T>(asked: Asked, send: Send<T>): Promise<T>;
  /** What was spent since the last `spent()`. */
  spent(): Batch['cost'];
}

const ATTEMPTS = 3;
/** A longer wait than this is left to the timetable. */
const LONGEST_WAIT = 10 * SECOND;

/** A wait is what Elasticsearch asks for, else 1 s, 2 s, half of it left to chance; all workers wait with a call that was one too many. */
export function createCaller(
  open: () => Promise<Client>,
  budget: CallBudget,
  { wait, random }: Pick<SourceDeps, 'wait' | 'random'>,
  signal: AbortSignal,
): Caller {
  let cost = { calls: 0, throttled: 0 };

  async function attempt<T>(asked: Asked, send: Send<T>): Promise<T> {
    const client = await open();
    await budget.take(signal);
    cost.calls += 1;
    try {
      return await send(client, signal);
    } catch (error) {
      signal.throwIfAborted();
      throw faultOf(error, asked);
    }
  }

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
