import type { z } from 'zod';
import type { Log } from '../src/core/log.ts';
import type { Clock } from '../src/core/time.ts';
import { type Enqueue, type Payload, WORK, type WorkName } from '../src/core/work.ts';
import type { CodeBook, Normalizer } from '../src/normalize/normalizer.ts';
import type { Sources } from '../src/sources/index.ts';
import type { Store } from '../src/store/store.ts';
import type { CollectMemory } from './collect-memory.ts';

/** All that jobs may use; each takes what it needs. */
export interface JobContext {
  store: Store;
  sources: Sources;
  normalizer: Normalizer;
  codes: CodeBook;
  memory: CollectMemory;
  enqueue: Enqueue;
  clock: Clock;
  log: Log;
  /** Aborted when the process stops, or when the job has run for too long. */
  signal: AbortSignal;
}

/** A piece of work by name. Runs at least once, perhaps twice, perhaps at the same time as itself elsewhere: it must not matter. */
export interface Job {
  name: WorkName;
  run(payload: unknown, context: JobContext): Promise<void>;
}

export function job<N extends WorkName>(
  name: N,
  run: (payload: Payload<N>, context: JobContext) => Promise<void>,
): Job {
  const schema: z.ZodType<Payload<N>> = WORK[name];
  return { name, run: (payload, context) => run(schema.parse(payload), context) };
}
