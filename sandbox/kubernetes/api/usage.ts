import { z } from 'zod';
import type { KubeObject } from '../kube-object.ts';
import { timeText } from '../kube-object.ts';
import { notFound, type Target } from './path.ts';
import { StatusError } from './status.ts';
import type { ObjectStore } from './store.ts';

/** Cores and bytes that a container, or a node, uses at a moment. */
export type UsageOf = (
  name: string,
  container: string | undefined,
  at: number,
) => { cores: number; bytes: number };

/** `on`: it answers; `off`: nobody installed it; `down`: it is installed, and away. */
export type MetricsServer = 'on' | 'off' | 'down';

const Running = z.object({
  status: z.object({
    containerStatuses: z.array(
      z.object({ name: z.string(), state: z.object({ running: z.object({}).optional() }) }),
    ),
  }),
});

/** What the metrics server says. It knows no pages: a list is whole. */
export function answerMetrics(
  { resource, namespace, name }: Target,
  { store, usage, server, now }: { store: ObjectStore; usage: UsageOf; server: MetricsServer; now: number },
): object {
  if (server === 'off' || name || (resource !== 'pods' && resource !== 'nodes')) throw notFound();
  if (server === 'down')
    throw new StatusError(503, 'ServiceUnavailable', 'the server is currently unable to handle the request');
  const all = store.all(resource).filter(({ metadata }) => !namespace || metadata.namespace === namespace);
  const items =
    resource === 'pods'
      ? all.flatMap((pod) => podUsage(pod, usage, now))
      : all.map((node) => nodeUsage(node, usage, now));
  const kind = resource === 'pods' ? 'PodMetricsList' : 'NodeMetricsList';
  return { kind, apiVersion: 'metrics.k8s.io/v1beta1', metadata: {}, items };
}

function podUsage(pod: KubeObject, usage: UsageOf, now: number): object[] {
  const running = Running.safeParse(pod);
  if (!running.success) return [];
  const containers = running.data.status.containerStatuses
    .filter(({ state }) => state.running)
    .map(({ name }) => ({ name, usage: quantities(usage(pod.metadata.name, name, now)) }));
  return containers.length > 0 ? [{ ...measured(pod, now), containers }] : [];
}

function nodeUsage(node: KubeObject, usage: UsageOf, now: number): object {
  return { ...measured(node, now), usage: quantities(usage(node.metadata.name, undefined, now)) };
}

function measured({ metadata: { name, namespace, labels } }: KubeObject, now: number): object {
  const metadata = { name, ...(namespace && { namespace }), creationTimestamp: timeText(now), labels };
  return { metadata, timestamp: timeText(now), window: '15.013s' };
}

function quantities({ cores, bytes }: ReturnType<UsageOf>): { cpu: string; memory: string } {
  return { cpu: `${Math.round(cores * 1e9)}n`, memory: `${Math.round(bytes / 1024)}Ki` };
}
