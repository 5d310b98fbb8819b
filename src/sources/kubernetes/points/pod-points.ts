import type { MetricName } from '../../../core/metrics.ts';
import type { Labels, Point } from '../../../core/series.ts';
import { type Instant, SECOND } from '../../../core/time.ts';
import { percent, pointOf, pointsOf } from '../../points.ts';
import type { ContainerStatus, Pod } from '../objects/pod.ts';
import { conditionOf } from '../objects/pod.ts';
import type { Amounts } from '../objects/quantity.ts';
import { serviceOf } from '../service.ts';

/** What a pod's figures are made with. */
export interface Measured {
  /** The minute that the points are of. */
  at: Instant;
  /** The cluster's clock. */
  now: Instant;
  usage(pod: Pod, container: string): Amounts | undefined;
  /** What there is to use on a node. */
  allocatable(node: string): Amounts | undefined;
}

/**
 * How a pod and its containers are. A Job's pod that did its work is healthy, and up no more; one that failed or is being deleted has no figures.
 */
export function podPoints(pod: Pod, measured: Measured): Point[] {
  const { at } = measured;
  if (pod.phase === 'Failed' || pod.deletionTimestamp !== undefined) return [];
  if (pod.phase === 'Succeeded')
    return pod.containerStatuses.map(({ name }) =>
      pointOf('container.healthy', containerLabels(pod, name), at, 1),
    );
  const isReady = conditionOf(pod, 'Ready')?.status === 'True';
  return [
    pointOf('pod.ready', podLabels(pod), at, Number(isReady)),
    ...pod.containerStatuses.flatMap((container) => containerPoints(pod, container, measured)),
  ];
}

function containerPoints(pod: Pod, container: ContainerStatus, measured: Measured): Point[] {
  const { at, now, usage, allocatable } = measured;
  const { running, terminated } = container.state;
  if (terminated?.exitCode === 0) return [];
  const labels = containerLabels(pod, container.name);
  const used = running ? usage(pod, container.name) : undefined;
  const limits = pod.containers.find(({ name }) => name === container.name)?.resources?.limits;
  const node = allocatable(pod.nodeName ?? '');
  const startedAt = running?.startedAt;
  const values: [MetricName, number | undefined][] = [
    ['container.up', Number(Boolean(running))],
    ['container.healthy', Number(container.ready)],
    ['container.uptime', startedAt && Math.max(now - startedAt, 0) / SECOND],
    ['container.cpu.utilization', percent(used?.cpu, limits?.cpu ?? node?.cpu)],
    ['container.memory.utilization', percent(used?.memory, limits?.memory ?? node?.memory)],
    ['container.memory.usage', used?.memory],
  ];
  return pointsOf(values, labels, at);
}

function podLabels(pod: Pod): Labels {
  return {
    'service.name': serviceOf(pod),
    'kubernetes.namespace': pod.namespace,
    'kubernetes.pod.name': pod.name,
    ...(pod.nodeName && { 'kubernetes.node.name': pod.nodeName }),
  };
}

export function containerLabels(pod: Pod, container: string): Labels {
  return {
    'service.name': serviceOf(pod),
    ...(pod.nodeName && { 'host.name': pod.nodeName }),
    'container.name': container,
    'kubernetes.namespace': pod.namespace,
    'kubernetes.pod.name': pod.name,
  };
}
