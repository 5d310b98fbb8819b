import { setTimeout } from 'node:timers/promises';
import { onTestFinished, vi } from 'vitest';
import { silentLog } from '../../src/core/log.ts';
import type { MetricName } from '../../src/core/metrics.ts';
import type { Point } from '../../src/core/series.ts';
import { type Clock, systemClock } from '../../src/core/time.ts';
import { DockerSettings, docker } from '../../src/sources/docker/index.ts';
import type { Batch, Source, SourceDeps } from '../../src/sources/source.ts';

const dockerDeps = (clock: Clock = systemClock): SourceDeps => ({
  clock,
  log: silentLog,
  openBudget: () => ({ take: async () => {}, pause: async () => {} }),
  random: () => 0,
  wait: async (milliseconds, signal) => void (await setTimeout(milliseconds, undefined, { signal })),
});

export const ITEM = 'docker/edge-01';

export function dockerSource(host: string, more: object = {}, clock: Clock = systemClock): Source {
  const settings = DockerSettings.parse({ kind: 'docker', host, hostName: 'edge-01', ...more });
  const source = docker(settings, dockerDeps(clock));
  onTestFinished(() => source.close());
  return source;
}

/** One reading, as the collect job makes it. */
export async function look(source: Source, cursor?: unknown) {
  const batches: Batch[] = [];
  for await (const batch of source.read(ITEM, cursor, new AbortController().signal)) batches.push(batch);
  const events = batches.flatMap((batch) => batch.events);
  const points = batches.flatMap((batch) => batch.points);
  // The store keeps JSON.
  const next: unknown = JSON.parse(JSON.stringify(batches.at(-1)?.next));
  return { batches, events, texts: events.map(({ text }) => text), points, next };
}

/** Reads whenever the source hints, as the product does, from before the first container on. */
export async function watching(source: Source) {
  const stopping = new AbortController();
  let latest = await look(source);
  const seen = new Map<string, { text: string; at: number; readAt: number; type: string | undefined }>();
  let reading = Promise.resolve();
  const read = async () => {
    latest = await look(source, latest.next);
    for (const { id, at, text, told } of latest.events)
      if (!seen.has(id)) seen.set(id, { text, at, readAt: Date.now(), type: told?.fields?.['error.type'] });
  };
  const following = source.hints(() => {
    // A daemon that is away is the following's to tell.
    reading = reading.then(read).catch(() => {});
  }, stopping.signal);
  following.catch(() => {});
  onTestFinished(async () => {
    stopping.abort();
    await following.catch(() => {});
    await reading;
  });
  return {
    following,
    seen: () => [...seen.values()],
    /** What was read last. */
    latest: () => latest,
    event: (words: RegExp) =>
      vi.waitUntil(() => [...seen.values()].find(({ text }) => words.test(text)), { timeout: 15_000 }),
    points: (isThere: (points: readonly Point[]) => boolean) =>
      vi.waitUntil(() => isThere(latest.points), { timeout: 15_000 }),
    read,
  };
}

/** The points of one metric that have these labels. */
export function valuesOf(points: readonly Point[], metric: MetricName, labels: Record<string, string> = {}) {
  return points
    .filter((point) => point.metric === metric)
    .filter((point) => Object.entries(labels).every(([name, value]) => point.labels[name] === value))
    .map(({ value }) => value);
}
