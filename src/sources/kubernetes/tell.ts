import type { RawEvent } from '../../core/event.ts';
import type { Point } from '../../core/series.ts';
import { bucketOf, HOUR, type Instant, MINUTE } from '../../core/time.ts';
import { chunksOf } from '../chunks.ts';
import { pointOf } from '../points.ts';
import { countProblems, type ProblemCount } from '../problem-count.ts';
import { countRestarts, type RestartCount } from '../restart-count.ts';
import { changesOf } from './changes.ts';
import { type Cluster, containerKey } from './cluster.ts';
import type { Cursor } from './cursor.ts';
import { nodeChanges } from './node-changes.ts';
import { allContainers, type Pod } from './objects/pod.ts';
import type { Place } from './origin.ts';
import { nodePoints } from './points/node-points.ts';
import { containerLabels, type Measured, podPoints } from './points/pod-points.ts';
import { endedAt, type Patience, problemsOf, problemsOfNode } from './problems.ts';
import { findServices, serviceOf } from './service.ts';
import { isNewer } from './version.ts';
import { eventOfWarning } from './warnings.ts';

export interface Told {
  events: RawEvent[];
  points: Point[];
}

export interface Telling {
  /** What we know of the readings before. */
  before: Cursor | undefined;
  /** By our own clock: the minute of the figures. */
  now: Instant;
  patience: Patience;
  /** The namespaces that are read, as a text. */
  scope: string;
  place: Place;
}

/** So many pods, or warnings, are handed over at once. */
const CHUNK = 500;
/** A state may be shown a while after it came about: kubelet was away. At first it is told as far back as Kubernetes keeps its own events. */
const LATE = HOUR;

/** All there is to say of a cluster as it is, piece by piece, and what to remember of it. */
export function* tell(cluster: Cluster, telling: Telling): Generator<Told, Cursor> {
  const { before, now, place } = telling;
  const since = Math.min(before?.clusterTime ?? cluster.time, cluster.time) - LATE;
  const problems = countProblems(before?.problems ?? {}, now);
  const restarts = countRestarts(before?.scope === telling.scope ? before.restarts : undefined);
  for (const pods of chunksOf(cluster.pods, CHUNK)) {
    for (const pod of pods) addProblems(pod, cluster.time, telling.patience, problems);
    yield {
      events: pods.flatMap((pod) => changesOf(pod, cluster.time, since, telling.patience, place)),
      points: podsPoints(pods, cluster, now, restarts),
    };
  }
  const find = findServices(cluster.pods);
  for (const warnings of chunksOf(cluster.warnings, CHUNK))
    yield { events: warnings.flatMap((one) => eventOfWarning(one, find, place) ?? []), points: [] };
  yield tellNodes(cluster, since, problems, telling);
  return {
    clusterTime: cluster.time,
    events: eventsUpTo(cluster, before),
    scope: telling.scope,
    restarts: restarts.counted(),
    problems: problems.seen(),
  };
}

function podsPoints(pods: readonly Pod[], cluster: Cluster, now: Instant, restarts: RestartCount): Point[] {
  const allocatable = new Map(cluster.nodes.map((node) => [node.name, node.allocatable]));
  const measured: Measured = {
    at: bucketOf(now, MINUTE),
    now: cluster.time,
    usage: ({ namespace, name }, container) => cluster.usage.get(containerKey(namespace, name, container)),
    allocatable: (node) => allocatable.get(node),
  };
  return pods.flatMap((pod) => [...podPoints(pod, measured), ...restartPoints(pod, now, restarts)]);
}

function restartPoints(pod: Pod, now: Instant, restarts: RestartCount): Point[] {
  return allContainers(pod).flatMap((container) => {
    const key = `${pod.uid}/${container.name}`;
    const restarted = restarts.count(key, container.restartCount, endedAt(container), now);
    const labels = containerLabels(pod, container.name);
    return restarted ? [pointOf('container.restarts', labels, restarted.at, restarted.count)] : [];
  });
}

function addProblems(pod: Pod, now: Instant, patience: Patience, problems: ProblemCount): void {
  for (const type of problemsOf(pod, now, patience))
    problems.add('container.problems', {
      'service.name': serviceOf(pod),
      'kubernetes.namespace': pod.namespace,
      'error.type': type,
    });
}

function tellNodes(cluster: Cluster, since: Instant, problems: ProblemCount, { now, place }: Telling): Told {
  const at = bucketOf(now, MINUTE);
  for (const node of cluster.nodes)
    for (const { type } of problemsOfNode(node))
      problems.add('host.problems', { 'host.name': node.name, 'error.type': type });
  return {
    events: cluster.nodes.flatMap((node) => nodeChanges(node, since, place)),
    points: [
      ...cluster.nodes.flatMap((node) => nodePoints(node, cluster.usage.get(node.name), at)),
      ...problems.points(at),
    ],
  };
}

/** Where the versions went back, the cluster was restored from a backup: all its events are read again. */
function eventsUpTo({ version }: Cluster, before: Cursor | undefined): string | undefined {
  return before?.events && isNewer(before.events, version) ? undefined : version;
}
