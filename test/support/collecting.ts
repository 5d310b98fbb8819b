import { collectJob } from '../../jobs/collect.ts';
import { createCollectMemory } from '../../jobs/collect-memory.ts';
import { discoverJob } from '../../jobs/discover.ts';
import type { JobContext } from '../../jobs/job.ts';
import { silentLog } from '../../src/core/log.ts';
import { SourceState } from '../../src/core/source-state.ts';
import { type Clock, DAY } from '../../src/core/time.ts';
import type { WorkName } from '../../src/core/work.ts';
import { createCodeBook, createNormalizer } from '../../src/normalize/index.ts';
import type { OpenBudget } from '../../src/sources/call-budget.ts';
import { cloudWatchLogs } from '../../src/sources/cloudwatch-logs/index.ts';
import { sourcesFrom } from '../../src/sources/index.ts';
import { collection } from '../../src/store/collection.ts';
import type { Store } from '../../src/store/store.ts';
import { type Address, depsOf, localCloudWatch, settingsOf, writerOf } from './cloudwatch.ts';
import { openMemoryStore } from './memory-store.ts';

/** One process that collects from CloudWatch Logs into a store; several of them may share the store. */
export function collecting(
  address: Address,
  store: Store,
  clock: Clock,
  settings: object = {},
  openBudget?: OpenBudget,
) {
  const asked: { name: WorkName; source: string | undefined }[] = [];
  const codes = createCodeBook();
  const deps = { ...depsOf(clock), ...(openBudget ? { openBudget } : {}) };
  const context: JobContext = {
    store,
    sources: sourcesFrom([cloudWatchLogs(settingsOf(address, settings), deps)]),
    normalizer: createNormalizer({ codes }),
    codes,
    memory: createCollectMemory(),
    enqueue: async (name, payload) => {
      asked.push({ name, source: 'source' in payload ? payload.source : undefined });
    },
    clock,
    log: silentLog,
    signal: new AbortController().signal,
  };
  const items = () =>
    asked.splice(0).flatMap(({ name, source }) => (name === 'collect' && source ? source : []));

  return {
    context,
    asked,
    discover: async () => {
      await discoverJob.run({}, context);
      return items();
    },
    collect: (source: string) => collectJob.run({ source }, context),
    /** What the timetable does at each tick; a job that fails does so alone. */
    tick: async () => {
      await discoverJob.run({}, context);
      return Promise.allSettled(items().map((source) => collectJob.run({ source }, context)));
    },
    state: async (id: string) => (await collection(store.documents, 'source', SourceState).get(id))?.data,
    messages: async () => {
      const window = { from: clock.now() - 30 * DAY, to: clock.now() + DAY };
      const events = await store.events.find({ window }, 1_000);
      return events.map(({ message }) => message).toReversed();
    },
  };
}

export const GROUP = '/ecs/api';
export const ITEM = `cloudwatch-logs/eu-west-1/${GROUP}`;

/** A CloudWatch of its own, a store, a clock that a test can shift, and as many collecting processes as it asks for. */
export async function collectingWorld(settings: object = {}) {
  const server = await localCloudWatch({ throttle: false });
  const time = { shift: 0 };
  const clock = { now: () => Date.now() + time.shift };
  const store = openMemoryStore({ clock });
  const process = (over: Partial<Store> = {}) => collecting(server, { ...store, ...over }, clock, settings);
  return { server, store, clock, time, process, write: writerOf(server), ...process() };
}
