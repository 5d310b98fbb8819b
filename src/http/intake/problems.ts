import { RejectedError, UpstreamError } from '../../core/errors.ts';
import type { IntakeProblem } from '../../core/intake.ts';
import { SECOND } from '../../core/time.ts';

const STATUSES: Readonly<Record<string, IntakeProblem['status']>> = {
  NO_SENDER: 401,
  MALFORMED: 400,
  TOO_LARGE: 413,
  UNSUPPORTED: 415,
  TOO_FAST: 429,
};
const RETRY_AFTER = 5 * SECOND;

/** What a sender is told: what is wrong and what to do, or when to come back. Nothing of ours but that. */
export function problemOf(error: unknown): IntakeProblem {
  if (error instanceof RejectedError && STATUSES[error.code])
    return { status: STATUSES[error.code] ?? 400, message: `${error.message}. ${error.advice}` };
  if (error instanceof UpstreamError) {
    const { code, message, retryAfter = RETRY_AFTER } = error;
    const isOurs = ['TOO_FAST', 'BUSY'].includes(code);
    const told = isOurs ? message : 'nothing can be stored just now';
    return { status: STATUSES[code] ?? 503, message: `${told}. Send it again later.`, retryAfter };
  }
  return { status: 500, message: 'this could not be stored. See the log of sysmon.' };
}
