import { z } from 'zod';
import { RejectedError, UpstreamError } from '../src/core/errors.ts';
import type { Log } from '../src/core/log.ts';
import { type Clock, type Instant, SECOND } from '../src/core/time.ts';
import type { WorkName } from '../src/core/work.ts';
import { collection } from '../src/store/collection.ts';
import type { DocumentStore } from '../src/store/document-store.ts';

/** The last runs of one job, as `/sysmon health` shows them. Durations are milliseconds. */
export const JobRuns = z.object({
  lastStart: z.number(),
  lastEnd: z.number(),
  duration: z.number(),
  ok: z.boolean(),
  error: z.string().optional(),
  failures: z.number().int(),
});
export type JobRuns = z.infer<typeof JobRuns>;

export interface RunLog {
  record(name: WorkName, run: () => Promise<void>): Promise<void>;
}

/** Half of what most of the timetable has between two runs: each of those is written. */
const WRITE_EVERY = 15 * SECOND;
/** Workers of ours that wait for each other: no fault of anyone, and nothing to tell. */
const NOT_NOW = new Set(['in_progress', 'paced', 'JIRA_BUSY']);

/** Remembers each run; written at once when a job begins to fail or is well again, else at most every 15 s. */
export function createRunLog(documents: DocumentStore, clock: Clock, log: Log): RunLog {
  const runs = collection(documents, 'job', JobRuns);
  const written = new Map<WorkName, { at: Instant; ok: boolean }>();

  async function note(name: WorkName, lastStart: Instant, error?: unknown) {
    const lastEnd = clock.now();
    const ok = error === undefined;
    const before = written.get(name);
    if (before && before.ok === ok && lastEnd - before.at < WRITE_EVERY) return;
    written.set(name, { at: lastEnd, ok });
    const run = { lastStart, lastEnd, duration: lastEnd - lastStart, ok };
    await runs.change(name, (former) =>
      ok
        ? { ...run, failures: 0 }
        : { ...run, error: sentence(error), failures: (former?.failures ?? 0) + 1 },
    );
  }

  return {
    record: async (name, run) => {
      const start = clock.now();
      try {
        await run();
      } catch (error) {
        if (isNotNow(error)) throw error;
        log.warn({ job: name, error: sentence(error) }, 'job failed');
        await note(name, start, error).catch(() => {});
        throw error;
      }
      await note(name, start);
    },
  };
}

function isNotNow(error: unknown): boolean {
  return error instanceof UpstreamError && NOT_NOW.has(error.code);
}

function sentence(error: unknown): string {
  if (error instanceof RejectedError) return `${error.code}: ${error.message}. ${error.advice}`;
  if (error instanceof UpstreamError) return `${error.code}: ${error.message}`;
  return error instanceof Error ? error.message : String(error);
}
