import { ApiError } from './api-error.ts';
import type { Line } from './logs.ts';
import type { Row } from './query.ts';

/** What a test may do to the server. */
export interface Hand {
  /** Sets fields of a device, to whatever; undefined takes one away. */
  set(uuid: string, fields: Row): void;
  remove(uuid: string): void;
  say(uuid: string, message: string, more?: Partial<Line>): void;
  dropStreams(how: 'break' | 'end'): void;
  /** How many streams are open. */
  streams(): number;
  /** Refuses the next calls of a kind (`*` is every one), after some that it does not. `retryAfter` is in seconds. */
  fail(
    kind: Kind | '*',
    status: number,
    options?: { times?: number; after?: number; retryAfter?: number },
  ): void;
  revokeToken(isRevoked: boolean): void;
  /** The devices as the server holds them now. */
  devices(): Row[];
  /** How often each kind of call was made, refused ones included. */
  calls: Map<Kind, number>;
}

export type Kind = 'application' | 'device' | 'logs' | 'stream';

interface Trouble {
  kind: Kind | '*';
  error: ApiError;
  times: number;
  after: number;
}

/** Counts calls, and refuses those that a hand wants refused. */
export function createTroubles(): Pick<Hand, 'fail' | 'calls'> & { touch(kind: Kind): void } {
  const troubles: Trouble[] = [];
  const calls = new Map<Kind, number>();
  return {
    calls,
    fail: (kind, status, { times = 1, after = 0, retryAfter } = {}) => {
      troubles.push({
        kind,
        error: new ApiError(status, 'the sandbox was told to', retryAfter),
        times,
        after,
      });
    },
    touch: (kind) => {
      calls.set(kind, (calls.get(kind) ?? 0) + 1);
      const trouble = troubles.find((one) => one.times > 0 && [kind, '*'].includes(one.kind));
      if (!trouble) return;
      if (trouble.after > 0) trouble.after -= 1;
      else {
        trouble.times -= 1;
        throw trouble.error;
      }
    },
  };
}
