import { z } from 'zod';
import { type Clock, type Instant, SECOND } from '../src/core/time.ts';
import type { OpenBudget } from '../src/sources/call-budget.ts';
import { collection } from '../src/store/collection.ts';
import type { DocumentStore } from '../src/store/document-store.ts';

/** The moment from which on the right to call has not been given away. */
const Stored = z.object({ freeFrom: z.number() });

/**
 * Call budgets that hold across processes: one document a budget says up to when its calls are given away. A worker takes the calls of the next
 * second in one write, each at a moment of its own, and waits for that moment; a call that it does not make is lost. So two workers never call
 * at once, and an idle one writes nothing. Clocks of the machines may differ: the rate holds, the slower clock waits longer.
 */
export function budgetsIn(
  documents: DocumentStore,
  clock: Clock,
  wait: (milliseconds: number, signal: AbortSignal) => Promise<void>,
): OpenBudget {
  const budgets = collection(documents, 'cursor', Stored);
  const mine = new Map<string, Promise<Instant[]>>();

  /** A second's calls, or one where a second has none. */
  async function reserve(id: string, callsPerSecond: number): Promise<Instant[]> {
    const calls = Math.max(1, Math.floor(callsPerSecond));
    const apart = SECOND / callsPerSecond;
    const kept = await budgets.change<never>(id, (stored) => ({
      freeFrom: Math.max(stored?.freeFrom ?? 0, clock.now()) + calls * apart,
    }));
    return Array.from({ length: calls }, (_, index) => kept.data.freeFrom - (calls - index) * apart);
  }

  /** One taker after the other, so that a reservation is used up before the next is made. */
  async function nextCall(id: string, callsPerSecond: number): Promise<Instant> {
    const before = mine.get(id) ?? Promise.resolve([]);
    const left = before
      .catch(() => [])
      .then((calls) => calls.filter((at) => at >= clock.now() - SECOND / callsPerSecond))
      .then((calls) => (calls.length > 0 ? calls : reserve(id, callsPerSecond)));
    mine.set(
      id,
      left.then(([, ...rest]) => rest),
    );
    const [at = clock.now()] = await left;
    return at;
  }

  return (key, callsPerSecond) => {
    const id = `budget/${key}`;
    return {
      take: async (signal) => {
        const at = await nextCall(id, callsPerSecond);
        if (at > clock.now()) await wait(at - clock.now(), signal);
      },
      pause: async (milliseconds) => {
        mine.delete(id);
        await budgets.change(id, (stored) => ({
          freeFrom: Math.max(stored?.freeFrom ?? 0, clock.now() + milliseconds),
        }));
      },
    };
  };
}
