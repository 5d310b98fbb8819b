import type { KubernetesSettings } from './settings.ts';
import { exclusions } from './settings.ts';

/** A list that the API server has. */
export interface Resource {
  /** As it is named in a role. */
  name: 'pods' | 'events' | 'nodes';
  /** API group, empty for the core one. */
  group: '' | 'metrics.k8s.io';
  root: string;
  isNamespaced: boolean;
}

const CORE = { group: '', root: '/api/v1' } as const;
const METRICS = { group: 'metrics.k8s.io', root: '/apis/metrics.k8s.io/v1beta1' } as const;

export const PODS: Resource = { name: 'pods', ...CORE, isNamespaced: true };
export const EVENTS: Resource = { name: 'events', ...CORE, isNamespaced: true };
export const NODES: Resource = { name: 'nodes', ...CORE, isNamespaced: false };
export const POD_METRICS: Resource = { name: 'pods', ...METRICS, isNamespaced: true };
export const NODE_METRICS: Resource = { name: 'nodes', ...METRICS, isNamespaced: false };

/** One question to the API server, as its roles see it. */
export interface Asked {
  verb: 'list' | 'watch';
  resource: Resource;
  /** All of them if undefined. */
  namespace?: string | undefined;
}

export type Query = Readonly<Record<string, string>>;

export function pathOf({ resource, namespace }: Asked): string {
  const { root, name } = resource;
  return namespace ? `${root}/namespaces/${namespace}/${name}` : `${root}/${name}`;
}

/** Only what is wanted is sent: warnings, and no namespaces that are excluded. The metrics API knows no field selectors. */
export function selection({ resource }: Asked, settings: KubernetesSettings): Query {
  if (resource.group !== '' || !resource.isNamespaced) return {};
  const fields = [...(resource === EVENTS ? ['type=Warning'] : []), ...exclusions(settings)];
  return fields.length > 0 ? { fieldSelector: fields.join(',') } : {};
}

/** For people: "list pods (metrics.k8s.io) in namespace shop". */
export function wordsFor({ verb, resource: { name, group, isNamespaced }, namespace }: Asked): string {
  const kind = group ? `${name} (${group})` : name;
  const all = isNamespaced ? ' in all namespaces' : '';
  return `${verb} ${kind}${namespace ? ` in namespace ${namespace}` : all}`;
}
