import type { Target } from './path.ts';
import { StatusError } from './status.ts';

/** As in a ClusterRole. */
export interface Rule {
  apiGroups: string[];
  resources: string[];
  verbs: string[];
}

export interface Call extends Target {
  verb: 'get' | 'list' | 'watch';
}

const USER = 'system:serviceaccount:sysmon:sysmon';

export const READ_ALL: Rule[] = [
  { apiGroups: ['', 'metrics.k8s.io'], resources: ['*'], verbs: ['get', 'list', 'watch'] },
];

export function checkToken(authorization: string | undefined, token: string): void {
  if (authorization !== `Bearer ${token}`) throw new StatusError(401, 'Unauthorized', 'Unauthorized');
}

export function checkAllowed(call: Call, rules: readonly Rule[]): void {
  const { verb, group, resource, namespace } = call;
  const isAllowed = rules.some(
    ({ apiGroups, resources, verbs }) =>
      apiGroups.includes(group) &&
      (resources.includes(resource) || resources.includes('*')) &&
      verbs.includes(verb),
  );
  if (isAllowed) return;
  const where = namespace ? `in the namespace "${namespace}"` : 'at the cluster scope';
  throw new StatusError(
    403,
    'Forbidden',
    `${resource} is forbidden: User "${USER}" cannot ${verb} resource "${resource}" in API group "${group}" ${where}`,
  );
}
