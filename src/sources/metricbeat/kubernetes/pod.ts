import { z } from 'zod';
import type { Labels } from '../../../core/series.ts';
import { serviceOfName } from '../../kubernetes/service.ts';
import { Text } from '../fields.ts';

/** What all documents about pods and their containers say of them. */
export const OfPod = z.object({
  'kubernetes.namespace': Text,
  'kubernetes.pod.name': Text,
  'kubernetes.pod.uid': Text,
  'kubernetes.node.name': Text,
  'kubernetes.labels.app_kubernetes_io/name': Text,
  'kubernetes.labels.app.kubernetes.io/name': Text,
  'kubernetes.labels.app': Text,
  'kubernetes.deployment.name': Text,
  'kubernetes.statefulset.name': Text,
  'kubernetes.daemonset.name': Text,
  'kubernetes.cronjob.name': Text,
  'kubernetes.job.name': Text,
});
type OfPod = z.infer<typeof OfPod>;

export interface Pod {
  namespace: string;
  name: string;
  /** What makes it this pod: another may get its name. */
  id: string;
  node: string | undefined;
  service: string;
}

/** Undefined where it has no name. */
export function podOf(fields: OfPod): Pod | undefined {
  const name = fields['kubernetes.pod.name'];
  if (!name) return undefined;
  const namespace = fields['kubernetes.namespace'] ?? 'default';
  const node = fields['kubernetes.node.name'];
  return {
    namespace,
    name,
    id: fields['kubernetes.pod.uid'] ?? `${namespace}/${name}`,
    node,
    service: serviceOf(fields),
  };
}

/** The service that a pod is of: what its labels say, else what owns it, else what its name says of that. */
function serviceOf(fields: OfPod): string {
  const labeled =
    fields['kubernetes.labels.app_kubernetes_io/name'] ??
    fields['kubernetes.labels.app.kubernetes.io/name'] ??
    fields['kubernetes.labels.app'];
  const owner =
    fields['kubernetes.deployment.name'] ??
    fields['kubernetes.statefulset.name'] ??
    fields['kubernetes.daemonset.name'] ??
    fields['kubernetes.cronjob.name'];
  const job = fields['kubernetes.job.name'];
  return labeled ?? owner ?? (job ? serviceOfName({ kind: 'Job', name: job }) : serviceOfPod(fields));
}

/** A pod that kubelet runs by itself is named after its node. */
function serviceOfPod({ 'kubernetes.pod.name': name = '', 'kubernetes.node.name': node }: OfPod): string {
  if (node && name.endsWith(`-${node}`)) return name.slice(0, -node.length - 1);
  return serviceOfName({ kind: 'Pod', name });
}

export function podLabels({ service, namespace, name, node }: Pod): Labels {
  return {
    'service.name': service,
    'kubernetes.namespace': namespace,
    'kubernetes.pod.name': name,
    ...(node && { 'kubernetes.node.name': node }),
  };
}

/** Of its containers; without a container's name, of all of them together. */
export function containerLabels({ service, namespace, name, node }: Pod, container?: string): Labels {
  return {
    'service.name': service,
    ...(node && { 'host.name': node }),
    ...(container && { 'container.name': container }),
    'kubernetes.namespace': namespace,
    'kubernetes.pod.name': name,
  };
}
