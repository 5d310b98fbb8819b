import { MINUTE, SECOND } from '../../../src/core/time.ts';
import { chance } from '../../scenario/chance.ts';
import { type KubeObject, timeText } from '../kube-object.ts';
import { NODES } from './nodes.ts';
import type { Workload } from './workloads.ts';

const LETTERS = 'bcdfghjklmnpqrstvwxz2456789';

/** The pods of a workload, all as they should be. `seed` makes their ids this cluster's own. */
export function podsOf(workload: Workload, seed: string, now: number): KubeObject[] {
  return Array.from({ length: workload.replicas }, (_, index) => podOf(workload, index, seed, now));
}

export function podOf(workload: Workload, index: number, seed: string, now: number): KubeObject {
  const luck = chance(seed, workload.namespace, workload.name, index);
  const { name, labels, owner } = identityOf(workload, index, seed, now);
  const created = now - workload.age + index * 40 * SECOND;
  const { cpu, memory } = workload.limits;
  const limits = { cpu: `${cpu * 1_000}m`, memory: `${memory}Mi` };
  return {
    metadata: {
      name,
      namespace: workload.namespace,
      uid: [8, 4, 4, 4, 12].map((length) => luck.hex(length)).join('-'),
      creationTimestamp: timeText(created),
      labels,
      ownerReferences: [
        { apiVersion: 'apps/v1', ...owner, uid: chance(seed, owner.name).hex(32), controller: true },
      ],
    },
    spec: {
      nodeName: NODES[index % NODES.length],
      restartPolicy: workload.kind === 'CronJob' ? 'Never' : 'Always',
      containers: [
        { name: workload.container, image: workload.image, resources: { limits, requests: limits } },
      ],
    },
    status:
      workload.kind === 'CronJob'
        ? finished(workload, created, luck.hex(64))
        : running(workload, created, luck.hex(64)),
  };
}

function identityOf({ name, kind }: Workload, index: number, seed: string, now: number) {
  const letters = (length: number, ...more: (string | number)[]) => {
    const luck = chance(seed, name, ...more);
    return Array.from({ length }, () => LETTERS[luck.between(0, LETTERS.length - 1)]).join('');
  };
  const labels = { 'app.kubernetes.io/name': name };
  if (kind === 'StatefulSet') return { name: `${name}-${index}`, labels, owner: { kind, name } };
  if (kind === 'DaemonSet') return { name: `${name}-${letters(5, index)}`, labels, owner: { kind, name } };
  if (kind === 'CronJob') {
    const job = `${name}-${Math.floor(now / MINUTE) - (index + 1) * 1_440}`;
    return { name: `${job}-${letters(5, index)}`, labels, owner: { kind: 'Job', name: job } };
  }
  const hash = letters(10);
  return {
    name: `${name}-${hash}-${letters(5, index)}`,
    labels: { ...labels, 'pod-template-hash': hash },
    owner: { kind: 'ReplicaSet', name: `${name}-${hash}` },
  };
}

function running({ container, image }: Workload, created: number, id: string) {
  const started = timeText(created + 4 * SECOND);
  const state = { running: { startedAt: started } };
  return {
    phase: 'Running',
    startTime: timeText(created),
    conditions: conditions('True', started),
    containerStatuses: [
      {
        name: container,
        image,
        ready: true,
        started: true,
        restartCount: 0,
        containerID: `containerd://${id}`,
        state,
        lastState: {},
      },
    ],
  };
}

function finished({ container, image }: Workload, created: number, id: string) {
  const [startedAt, finishedAt] = [timeText(created + 4 * SECOND), timeText(created + 95 * SECOND)];
  const containerID = `containerd://${id}`;
  const terminated = { exitCode: 0, reason: 'Completed', containerID, startedAt, finishedAt };
  return {
    phase: 'Succeeded',
    startTime: timeText(created),
    conditions: conditions('False', finishedAt, { reason: 'PodCompleted' }),
    containerStatuses: [
      {
        name: container,
        image,
        ready: false,
        started: false,
        restartCount: 0,
        containerID,
        state: { terminated },
        lastState: {},
      },
    ],
  };
}

export function conditions(ready: 'True' | 'False', since: string, why: object = {}) {
  return [
    { type: 'PodScheduled', status: 'True', lastProbeTime: null, lastTransitionTime: since },
    { type: 'ContainersReady', status: ready, lastProbeTime: null, lastTransitionTime: since, ...why },
    { type: 'Ready', status: ready, lastProbeTime: null, lastTransitionTime: since, ...why },
  ];
}
