import { setTimeout } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { podOf } from '../../sandbox/kubernetes/cluster/pods.ts';
import type { Workload } from '../../sandbox/kubernetes/cluster/workloads.ts';
import { type KubernetesOptions, startKubernetes } from '../../sandbox/kubernetes/index.ts';
import { silentLog } from '../../src/core/log.ts';
import type { MetricName } from '../../src/core/metrics.ts';
import type { Point } from '../../src/core/series.ts';
import { type Clock, DAY, systemClock } from '../../src/core/time.ts';
import { KubernetesSettings, kubernetes } from '../../src/sources/kubernetes/index.ts';
import type { Batch, Source, SourceDeps } from '../../src/sources/source.ts';

export async function localKubernetes(options: Partial<KubernetesOptions> = {}) {
  const server = await startKubernetes({ clock: systemClock, log: silentLog, story: false, ...options });
  onTestFinished(() => server.stop());
  return server;
}

/** Waits are a hundredth of what they are. */
export const kubernetesDeps = (clock: Clock = systemClock): SourceDeps => ({
  clock,
  log: silentLog,
  openBudget: () => ({ take: async () => {}, pause: async () => {} }),
  random: () => 0,
  wait: async (milliseconds, signal) => {
    await setTimeout(milliseconds / 100, undefined, { signal });
  },
});

function kubernetesSettings({ url, token }: { url: string; token: string }, more: object = {}) {
  return KubernetesSettings.parse({ kind: 'kubernetes', cluster: 'test', server: url, token, ...more });
}

export function kubernetesSource(
  server: { url: string; token: string },
  more: object = {},
  deps: SourceDeps = kubernetesDeps(),
): Source {
  const source = kubernetes(kubernetesSettings(server, more), deps);
  onTestFinished(() => source.close());
  return source;
}

export const ITEM = 'kubernetes/test';

/** One reading, as the collect job makes it. */
export async function look(source: Source, cursor?: unknown) {
  const batches: Batch[] = [];
  for await (const batch of source.read(ITEM, cursor, new AbortController().signal)) batches.push(batch);
  const events = batches.flatMap((batch) => batch.events);
  const points = batches.flatMap((batch) => batch.points);
  return { batches, events, texts: events.map(({ text }) => text), points, next: batches.at(-1)?.next };
}

/** The points of one metric that have these labels. */
export function valuesOf(points: readonly Point[], metric: MetricName, labels: Record<string, string> = {}) {
  const found = points.filter(
    (point) =>
      point.metric === metric &&
      Object.entries(labels).every(([name, value]) => point.labels[name] === value),
  );
  return found.map(({ value }) => value);
}

const WORKLOAD: Workload = {
  name: 'checkout',
  namespace: 'shop',
  kind: 'Deployment',
  replicas: 1,
  image: 'registry.example/checkout:1',
  container: 'app',
  limits: { cpu: 1, memory: 512 },
  usual: { cpu: 0.3, memory: 0.5 },
  age: DAY,
};

/** A pod that runs well since yesterday. */
export function pod(more: Partial<Workload> = {}, index = 0, now = Date.now()) {
  return podOf({ ...WORKLOAD, ...more }, index, 'test', now);
}
