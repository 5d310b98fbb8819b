import { createCollectMemory } from '../../jobs/collect-memory.ts';
import type { JobContext } from '../../jobs/job.ts';
import { silentLog } from '../../src/core/log.ts';
import { systemClock } from '../../src/core/time.ts';
import type { Enqueue } from '../../src/core/work.ts';
import { createCodeBook, createNormalizer } from '../../src/normalize/index.ts';
import { sourcesFrom } from '../../src/sources/index.ts';
import { openMemoryStore } from './memory-store.ts';

/** What jobs get where there is nothing to read, and all that is kept is kept in memory. */
export function idleContext(enqueue: Enqueue): Omit<JobContext, 'signal'> {
  const codes = createCodeBook();
  return {
    store: openMemoryStore({ clock: systemClock }),
    sources: sourcesFrom([]),
    normalizer: createNormalizer({ codes }),
    codes,
    memory: createCollectMemory(),
    enqueue,
    clock: systemClock,
    log: silentLog,
  };
}
