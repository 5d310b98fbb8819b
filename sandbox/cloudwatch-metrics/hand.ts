import { createHand as createTroubles, type Hand as Troubles } from '../cloudwatch/hand.ts';
import type { Account } from './measured.ts';

/** What a test may do: besides calls that fail or wait, measure, leave metrics unanswered, and lie. */
export interface Hand extends Troubles {
  put: Account['put'];
  /** The next so many answers about metrics of this name have this status. */
  status(metric: string, code: string, times?: number): void;
  /** The next calls of an operation are answered with this, whatever they ask. */
  lie(operation: string, answer: unknown, times?: number): void;
}

export function createHand(account: Account) {
  const statuses: { metric: string; code: string; times: number }[] = [];
  const lies: { operation: string; answer: unknown; times: number }[] = [];
  const troubles = createTroubles();
  const hand: Hand = {
    ...troubles,
    put: account.put,
    status: (metric, code, times = 1) => statuses.push({ metric, code, times }),
    lie: (operation, answer, times = 1) => lies.push({ operation, answer, times }),
  };
  return {
    hand,
    touch: troubles.touch,
    statusOf: (metric: string) =>
      used(statuses.find((one) => one.metric === metric && one.times > 0))?.code ?? 'Complete',
    lieOf: (operation: string) => used(lies.find((one) => one.operation === operation && one.times > 0)),
  };
}

function used<T extends { times: number }>(one: T | undefined): T | undefined {
  if (one) one.times -= 1;
  return one;
}
