import { ConfigError, RejectedError, UpstreamError } from '../core/errors.ts';
import { SECOND } from '../core/time.ts';
import { within } from '../core/within.ts';

export interface Process {
  stop(): Promise<void>;
}

/** Whatever hangs when we stop (a server that is away) is left to the end of the process. */
const LONGEST_STOP = 25 * SECOND;

/**
 * Starts something, and stops it on SIGINT or SIGTERM (a signal that comes while it starts counts once it has started); a second signal ends it at
 * once. A fault that a person has to mend is told in words, without a stack trace, and ends the process with 1.
 */
export async function runUntilStopped(start: () => Promise<Process>): Promise<void> {
  const asked = Promise.withResolvers<void>();
  let signals = 0;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      asked.resolve();
      if (++signals > 1) process.exit(130);
    });
  }
  try {
    const running = await start();
    await asked.promise;
    // A database that ends at the same moment breaks connections that nobody listens to any more.
    process.on('uncaughtException', complain);
    await within(LONGEST_STOP, running.stop(), () => new Error('it did not stop')).catch(complain);
    process.exit(0);
  } catch (error) {
    process.stderr.write(`sysmon can't start\n${explain(error)}\n`);
    process.exit(1);
  }
}

function complain(error: unknown): void {
  process.stderr.write(`sysmon stops with something left: ${explain(error)}\n`);
}

/** What went wrong and what to do, for the person at the terminal; a stack trace only for a fault of ours. */
export function explain(error: unknown): string {
  if (error instanceof ConfigError) return error.faults.map((fault) => `  - ${fault}`).join('\n');
  if (error instanceof RejectedError) return `  - ${error.message}\n    ${error.advice}`;
  if (error instanceof UpstreamError) return `  - ${error.message}`;
  if (isPortTaken(error)) {
    return `  - port ${error.port} on ${error.address} is in use: stop what uses it, or choose another with HTTP_PORT`;
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function isPortTaken(error: unknown): error is { port: number; address: string } {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
}
