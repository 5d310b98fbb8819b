/** Any object of Kubernetes as it is on the wire: what we make use of, and whatever else it has. */
export interface KubeObject {
  metadata: Metadata;
  [field: string]: unknown;
}

export interface Metadata {
  name: string;
  namespace?: string;
  uid: string;
  resourceVersion?: string;
  creationTimestamp: string;
  labels?: Record<string, string>;
  [field: string]: unknown;
}

/** Kinds of objects that are kept, by their name in a path. */
export const STORED = ['pods', 'nodes', 'events', 'namespaces'] as const;
export type Stored = (typeof STORED)[number];

export const KIND_OF: Readonly<Record<Stored, string>> = {
  pods: 'Pod',
  nodes: 'Node',
  events: 'Event',
  namespaces: 'Namespace',
};

/** A time as Kubernetes writes it: whole seconds. */
export function timeText(at: number): string {
  return new Date(at).toISOString().replace(/\.\d{3}Z$/, 'Z');
}
