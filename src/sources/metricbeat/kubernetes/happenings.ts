import type { EventFields, Level } from '../../../core/event.ts';
import type { Instant } from '../../../core/time.ts';
import type { Minute } from '../minute/minute.ts';
import type { Pod } from './pod.ts';

/** What changed for the worse, in plain words. */
export interface Change {
  type: string;
  at: Instant;
  /** What makes it this change and no other of the pod or container. */
  identity: readonly (string | number)[];
  text: string;
  level: Level;
  container?: string;
}

export function tellChange(pod: Pod, change: Change, minute: Minute): void {
  const { type, at, identity, text, level, container } = change;
  const subject = container ? `container ${container} of pod ${pod.name}` : `pod ${pod.name}`;
  minute.tell({
    identity: [pod.id, container ?? '', type, ...identity],
    at,
    dataset: 'kubernetes.state',
    service: pod.service,
    about: `${pod.namespace}/${pod.name}`,
    text: `${subject} ${text}`,
    told: { level, code: type, fields: { 'error.type': type, ...fieldsOf(pod, container) } },
  });
}

function fieldsOf({ service, namespace, name, node }: Pod, container: string | undefined): EventFields {
  return {
    'service.name': service,
    'kubernetes.namespace': namespace,
    'kubernetes.pod.name': name,
    ...(node && { 'kubernetes.node.name': node, 'host.name': node }),
    ...(container && { 'container.name': container }),
  };
}
