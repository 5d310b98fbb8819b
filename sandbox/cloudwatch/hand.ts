import { setTimeout as wait } from 'node:timers/promises';
import { AwsError } from './aws-error.ts';

/** What a test may do to the server: let the next calls of an operation fail (`after` some that do not) or wait. `*` is every operation. */
export interface Hand {
  fail(
    operation: string,
    type: string,
    options?: { message?: string; status?: number; times?: number; after?: number },
  ): void;
  delay(operation: string, milliseconds: number, times?: number): void;
  /** How often each operation was called, refused calls included. */
  calls: Map<string, number>;
}

interface Trouble {
  operation: string;
  after: number;
  times: number;
  happen(): Promise<void>;
}

export function createHand(): Hand & { touch(operation: string): Promise<void> } {
  const troubles: Trouble[] = [];
  const calls = new Map<string, number>();
  return {
    calls,
    fail: (operation, type, { message = type, status = 400, times = 1, after = 0 } = {}) => {
      const happen = () => Promise.reject(new AwsError(type, message, status));
      troubles.push({ operation, after, times, happen });
    },
    delay: (operation, milliseconds, times = 1) => {
      troubles.push({ operation, after: 0, times, happen: () => wait(milliseconds) });
    },
    touch: async (operation) => {
      calls.set(operation, (calls.get(operation) ?? 0) + 1);
      const trouble = troubles.find(
        ({ operation: name, times }) => times > 0 && [operation, '*'].includes(name),
      );
      if (!trouble) return;
      if (trouble.after > 0) {
        trouble.after -= 1;
        return;
      }
      trouble.times -= 1;
      await trouble.happen();
    },
  };
}
