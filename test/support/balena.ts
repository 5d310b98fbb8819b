import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { collectJob } from '../../jobs/collect.ts';
import { createCollectMemory } from '../../jobs/collect-memory.ts';
import type { JobContext } from '../../jobs/job.ts';
import { type BalenaOptions, startBalena } from '../../sandbox/balena/index.ts';
import type { RawEvent } from '../../src/core/event.ts';
import { type Log, silentLog } from '../../src/core/log.ts';
import type { Point } from '../../src/core/series.ts';
import { type Clock, DAY, HOUR } from '../../src/core/time.ts';
import { createCodeBook, createNormalizer } from '../../src/normalize/index.ts';
import { balena } from '../../src/sources/balena/index.ts';
import { BalenaSettings } from '../../src/sources/balena/settings.ts';
import { sourcesFrom } from '../../src/sources/index.ts';
import type { Source, SourceDeps } from '../../src/sources/source.ts';
import type { Store } from '../../src/store/store.ts';
import { depsOf } from './cloudwatch.ts';

export const FLEET = 'shop/kiosk';
export const ITEM = `balena/${FLEET}`;

/** Devices that say and do nothing by themselves but live: everything that happens is the test's doing. */
export const quietFleet = (devices: number) => ({
  slug: FLEET,
  devices,
  services: [],
  releases: ['1.0.0', '1.0.0'] as [string, string],
});

/** A balena of its own, and a clock that a test can shift. */
export async function localBalena(options: Partial<BalenaOptions> = {}) {
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'sysmon-balena-')));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const time = { shift: 0 };
  const clock = { now: () => Date.now() + time.shift };
  const server = await startBalena({ clock, log: silentLog, callsPerSecond: 1_000, ...options, folder });
  onTestFinished(() => server.stop());
  const source = (settings: object = {}, deps: Partial<SourceDeps> = {}): Source => {
    const { apiUrl, token } = server;
    const parsed = BalenaSettings.parse({ kind: 'balena', apiUrl, token, ...settings });
    const opened = balena(parsed, { ...depsOf(clock), ...deps });
    onTestFinished(() => opened.close());
    return opened;
  };
  return { ...server, clock, time, source };
}

export interface Read {
  events: RawEvent[];
  texts: string[];
  points: Point[];
  calls: number;
  throttled: number;
  next: unknown;
}

/** Reads an item to its end, as a collect job does. */
export async function readItem(source: Source, item: string, cursor?: unknown): Promise<Read> {
  const read: Read = { events: [], texts: [], points: [], calls: 0, throttled: 0, next: cursor };
  for await (const { events, points, cost, ends, next } of source.read(
    item,
    cursor,
    new AbortController().signal,
  )) {
    read.events.push(...events);
    read.points.push(...points);
    read.calls += cost.calls;
    read.throttled += cost.throttled;
    if (ends) read.next = next;
  }
  return { ...read, texts: read.events.map(({ text }) => text) };
}

export function pointOf(
  { points }: Read,
  metric: string,
  labels: Record<string, string>,
): number | undefined {
  const found = points.find(
    (point) =>
      point.metric === metric &&
      Object.entries(labels).every(([name, value]) => point.labels[name] === value),
  );
  return found?.value;
}

/** A log that keeps its warnings. */
export function keptWarnings(): { log: Log; warnings: object[] } {
  const warnings: object[] = [];
  return { log: { ...silentLog, warn: (fields) => warnings.push(fields) }, warnings };
}

/** A process that collects from sources into a store: some of the timetable's jobs, run by hand. */
export function collectingFrom(source: Source, store: Store, clock: Clock) {
  const codes = createCodeBook();
  const context: JobContext = {
    store,
    sources: sourcesFrom([source]),
    normalizer: createNormalizer({ codes }),
    codes,
    memory: createCollectMemory(),
    enqueue: async () => {},
    clock,
    log: silentLog,
    signal: new AbortController().signal,
  };
  return {
    collect: (item: string) => collectJob.run({ source: item }, context),
    events: async () => {
      const window = { from: clock.now() - DAY, to: clock.now() + HOUR };
      return (await store.events.find({ window }, 1_000)).toReversed();
    },
  };
}
