import type { z } from 'zod';
import type { Log } from '../../core/log.ts';
import { type Clock, type Instant, MINUTE } from '../../core/time.ts';
import type { Ask } from './client.ts';
import { isCode } from './fault.ts';
import { type Listed, listAll } from './list.ts';
import { Node } from './objects/node.ts';
import { Pod } from './objects/pod.ts';
import type { Amounts } from './objects/quantity.ts';
import { NodeUsage, PodUsage } from './objects/usage.ts';
import { Warning } from './objects/warning.ts';
import { EVENTS, NODE_METRICS, NODES, POD_METRICS, PODS, type Resource, selection } from './resource.ts';
import { type KubernetesSettings, scopesOf } from './settings.ts';
import { isNewer } from './version.ts';

/** A cluster as it is at one moment. */
export interface Cluster {
  pods: Pod[];
  warnings: Warning[];
  nodes: Node[];
  /** By the path of a container or a node. */
  usage: Map<string, Amounts>;
  /** By the cluster's own clock, where it tells. */
  time: Instant;
  /** The version of its events. */
  version: string | undefined;
}

export interface Reading {
  ask: Ask;
  settings: KubernetesSettings;
  clock: Clock;
  log: Log;
  signal: AbortSignal;
  /** Until when the metrics API is not asked, since it is not there. */
  absence: { until: Instant };
}

const ABSENT_FOR = 10 * MINUTE;

/** Lists it all, one after the other, and yields after each page. Events that were read up to the version `after` are left out. */
export async function* lookAt(reading: Reading, after: string | undefined): AsyncGenerator<void, Cluster> {
  const { settings, clock } = reading;
  const isNew = ({ type, version }: Warning) => (type ?? 'Warning') === 'Warning' && isNewer(version, after);
  const pods = yield* everywhere(reading, PODS, Pod);
  const warnings = yield* everywhere(reading, EVENTS, Warning, isNew);
  const nodes = settings.nodes ? yield* everywhere(reading, NODES, Node) : undefined;
  const usage = new Map<string, Amounts>();
  if (settings.metrics && clock.now() >= reading.absence.until) yield* readUsage(reading, usage);
  const { exclude } = settings.namespaces;
  return {
    pods: pods.items.filter(({ namespace }) => !exclude.includes(namespace)),
    warnings: warnings.items.filter(({ about }) => !exclude.includes(about.namespace ?? '')),
    nodes: nodes?.items ?? [],
    usage,
    time: pods.at ?? clock.now(),
    version: warnings.version,
  };
}

export function containerKey(namespace: string, pod: string, container: string): string {
  return `${namespace}/${pod}/${container}`;
}

/** In all the namespaces that are read. */
async function* everywhere<T>(
  { ask, settings, log, signal }: Reading,
  resource: Resource,
  schema: z.ZodType<T>,
  wanted?: (item: T) => boolean,
): AsyncGenerator<void, Listed<T>> {
  let all: Listed<T> | undefined;
  for (const namespace of resource.isNamespaced ? scopesOf(settings) : [undefined]) {
    const asked = { verb: 'list', resource, namespace } as const;
    const query = selection(asked, settings);
    const listed = yield* listAll({ asked, query, schema, ...(wanted && { wanted }) }, ask, signal);
    if (listed.skipped > 0)
      log.warn(
        { resource: resource.name, namespace, skipped: listed.skipped },
        'objects that make no sense are left out',
      );
    all = all ? { ...all, items: [...all.items, ...listed.items] } : listed;
  }
  return all ?? { items: [], version: undefined, at: undefined, skipped: 0 };
}

/** What is used is worth having, but not worth failing for: the metrics server is an add-on, and may be away. */
async function* readUsage(reading: Reading, usage: Map<string, Amounts>): AsyncGenerator<void> {
  const { settings, clock, log, absence } = reading;
  try {
    const pods = yield* everywhere(reading, POD_METRICS, PodUsage);
    for (const { namespace, name, containers } of pods.items)
      for (const one of containers) usage.set(containerKey(namespace, name, one.name), one.usage);
    if (!settings.nodes) return;
    const nodes = yield* everywhere(reading, NODE_METRICS, NodeUsage);
    for (const node of nodes.items) usage.set(node.name, node.usage);
  } catch (error) {
    const isAbsent = isCode(error, 'K8S_NOT_FOUND');
    if (!isAbsent && !isCode(error, 'K8S_UNAVAILABLE')) throw error;
    if (isAbsent) absence.until = clock.now() + ABSENT_FOR;
    log.warn(
      { error: String(error) },
      'CPU and memory are not known just now: metrics.k8s.io does not answer',
    );
  }
}
