import { UpstreamError } from '../../core/errors.ts';
import { SECOND } from '../../core/time.ts';

/** How much memory the requests under way may take together: beyond it, others are told to come back. */
export interface Flight {
  open(): Hold;
  bytes(): number;
}

export interface Hold {
  /** Throws an `UpstreamError` if it would be too much. */
  take(bytes: number): void;
  /** All that was taken, back. */
  release(): void;
}

const RETRY_AFTER = 2 * SECOND;

export function createFlight(limit: number): Flight {
  let total = 0;
  return {
    bytes: () => total,
    open: () => {
      let own = 0;
      return {
        take: (bytes) => {
          if (total + bytes > limit)
            throw new UpstreamError('BUSY', 'too much is being stored just now', { retryAfter: RETRY_AFTER });
          total += bytes;
          own += bytes;
        },
        release: () => {
          total -= own;
          own = 0;
        },
      };
    },
  };
}
