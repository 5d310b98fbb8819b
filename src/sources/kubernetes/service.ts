import type { Pod } from './objects/pod.ts';

export interface OwnerName {
  kind: string;
  name: string;
}

/** A Job that a CronJob made is named after it and the minute. */
const CRON_MINUTE = /-\d{8,10}$/;
/** What a Deployment, or a DaemonSet, adds to the name of a pod. */
const GENERATED = /(-[a-z0-9]{6,10})?-[a-z0-9]{5}$/;

/**
 * What a pod belongs to, as a person would name it. A ReplicaSet is named after its Deployment and the hash of its template, so that nobody has to
 * list either.
 */
export function ownerOf({ ownerReferences, labels }: Pick<Pod, 'ownerReferences' | 'labels'>) {
  const owner = ownerReferences.find(({ controller }) => controller) ?? ownerReferences[0];
  if (!owner) return undefined;
  const hash = `-${labels?.['pod-template-hash']}`;
  if (owner.kind === 'ReplicaSet' && owner.name.endsWith(hash))
    return { kind: 'Deployment', name: owner.name.slice(0, -hash.length) };
  if (owner.kind === 'Job' && CRON_MINUTE.test(owner.name))
    return { kind: 'CronJob', name: owner.name.replace(CRON_MINUTE, '') };
  return { kind: owner.kind, name: owner.name } satisfies OwnerName;
}

/** The service a pod is of: what its labels say, else its owner, else itself. */
export function serviceOf(pod: Pod): string {
  return pod.labels?.['app.kubernetes.io/name'] ?? pod.labels?.app ?? ownerOf(pod)?.name ?? pod.name;
}

/** The service of something that is not among the pods any more, by its name alone. */
export function serviceOfName({
  kind,
  name,
}: {
  kind?: string | undefined;
  name?: string | undefined;
}): string {
  if (!name || kind === 'Node') return 'kubernetes';
  if (kind === 'Pod') return name.replace(GENERATED, '');
  return kind === 'Job' ? name.replace(CRON_MINUTE, '') : name;
}

/** Finds the service of a pod by its uid, and of what owns pods by namespace, kind and name. */
export function findServices(pods: readonly Pod[]): (key: string) => string | undefined {
  const services = new Map<string, string>();
  for (const pod of pods) {
    const service = serviceOf(pod);
    services.set(pod.uid, service);
    const owners = [...pod.ownerReferences, ownerOf(pod)];
    for (const owner of owners)
      if (owner) services.set(`${pod.namespace}/${owner.kind}/${owner.name}`, service);
  }
  return (key) => services.get(key);
}
