import { chance } from '../../scenario/chance.ts';
import { type KubeObject, timeText } from '../kube-object.ts';

export interface WarningText {
  reason: string;
  message: string;
  container?: string;
}

/** What kubelet says of a pod. The same reason again is the same event with a higher count. */
export function warningOf(
  pod: KubeObject,
  { reason, message, container }: WarningText,
  at: number,
): KubeObject {
  const { name, namespace = '', uid } = pod.metadata;
  const fieldPath = container ? { fieldPath: `spec.containers{${container}}` } : {};
  const id = chance(uid, reason, at).hex(16);
  return {
    metadata: {
      name: `${name}.${id}`,
      namespace,
      uid: `event-${chance(uid, id).hex(20)}`,
      creationTimestamp: timeText(at),
    },
    involvedObject: { kind: 'Pod', namespace, name, uid, apiVersion: 'v1', ...fieldPath },
    reason,
    message,
    source: { component: 'kubelet', host: 'worker-1' },
    firstTimestamp: timeText(at),
    lastTimestamp: timeText(at),
    count: 1,
    type: 'Warning',
    eventTime: null,
    reportingComponent: 'kubelet',
    reportingInstance: 'worker-1',
  };
}

export function again(warning: KubeObject, at: number): KubeObject {
  return { ...warning, count: Number(warning.count) + 1, lastTimestamp: timeText(at) };
}
