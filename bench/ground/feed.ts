import { setImmediate } from 'node:timers/promises';
import { aggregateJob } from '../../jobs/aggregate.ts';
import { collectJob } from '../../jobs/collect.ts';
import { createCollectMemory } from '../../jobs/collect-memory.ts';
import type { JobContext } from '../../jobs/job.ts';
import { silentLog } from '../../src/core/log.ts';
import type { Clock } from '../../src/core/time.ts';
import { createCodeBook, createNormalizer } from '../../src/normalize/index.ts';
import type { Batch, Source } from '../../src/sources/source.ts';
import type { Store } from '../../src/store/store.ts';
import type { Item } from './lines.ts';

/** Events a page, as FilterLogEvents gives them. */
const PAGE = 10_000;

/** What the product's jobs need, with a source that has its events in memory: all but the network is as it runs. */
export function feedContext(items: readonly Item[], store: Store, clock: Clock): JobContext {
  const codes = createCodeBook();
  const source = memorySource(items);
  return {
    store,
    sources: { all: () => [source], of: () => source, close: async () => {} },
    normalizer: createNormalizer({ codes }),
    codes,
    memory: createCollectMemory(),
    enqueue: async () => {},
    clock,
    log: silentLog,
    signal: new AbortController().signal,
  };
}

/** Collects the items, so many at once. */
export async function collectAll(items: readonly Item[], context: JobContext, atOnce: number): Promise<void> {
  const left = items.map(({ id }) => id);
  const worker = async () => {
    for (let id = left.shift(); id !== undefined; id = left.shift())
      await collectJob.run({ source: id }, context);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

/** Runs the job until nothing is marked: it stops by itself after a while, so that others get their turn. */
export async function aggregateAll(context: JobContext): Promise<void> {
  let again = true;
  const enqueue: JobContext['enqueue'] = async (name) => {
    if (name === 'aggregate') again = true;
  };
  while (again) {
    again = false;
    await aggregateJob.run({}, { ...context, enqueue });
  }
}

function memorySource(items: readonly Item[]): Source {
  const byId = new Map(items.map((item) => [item.id, item]));
  return {
    kind: 'memory',
    name: 'bench',
    every: 0,
    hints: async () => {},
    discover: async () => items.map(({ id }) => ({ id, title: id })),
    read: (id) => pages(byId.get(id)?.events ?? []),
    check: async () => {},
    close: async () => {},
  };
}

async function* pages(events: Item['events']): AsyncGenerator<Batch> {
  for (let start = 0; start < events.length; start += PAGE) {
    const page = events.slice(start, start + PAGE);
    const last = page.at(-1)?.at ?? 0;
    await setImmediate();
    yield {
      events: page,
      points: [],
      ends: start + PAGE >= events.length,
      next: last,
      readUpTo: last,
      contextUntil: 0,
      cost: { calls: 1, throttled: 0 },
    };
  }
}
