import { z } from 'zod';
import { Duration, SomeTime } from '../../core/duration.ts';
import { named } from '../named.ts';

const Namespace = z.string().regex(/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/, 'the whole name of a namespace');
const File = z.string().min(1);

export const KubernetesSettings = z
  .strictObject({
    ...named('kubernetes'),
    /** What people call the cluster; the name of it in the kubeconfig if not given. */
    cluster: z.string().min(1).optional(),
    /** A kubeconfig file. Without it and without `server`: KUBECONFIG, ~/.kube/config, or the pod's own service account. */
    kubeconfig: File.optional(),
    /** Which context of the kubeconfig; its current one if not given. */
    context: z.string().min(1).optional(),
    /** The address of the API server, where there is no kubeconfig. */
    server: z.url({ protocol: /^https?$/ }).optional(),
    token: z.string().min(1).optional(),
    /** A file that holds the token; it is read again when it changes. */
    tokenFile: File.optional(),
    caFile: File.optional(),
    namespaces: z
      .strictObject({ include: z.array(Namespace).default([]), exclude: z.array(Namespace).default([]) })
      .prefault({}),
    /** Whether nodes are read, which takes a ClusterRole. */
    nodes: z.boolean().default(true),
    /** Whether CPU and memory are read from metrics.k8s.io, which the metrics server answers. */
    metrics: z.boolean().default(true),
    every: SomeTime.prefault('30s'),
    /** From when on a pod that is pending, or not ready, has a problem. */
    pendingAfter: Duration.prefault('5m'),
    notReadyAfter: Duration.prefault('5m'),
    /** How long what happened at one moment (an out-of-memory kill, an eviction) counts as a problem. */
    recent: Duration.prefault('5m'),
    callsPerSecond: z.number().positive().max(1_000).default(5),
  })
  .refine(({ server, token, tokenFile }) => server || !(token || tokenFile), {
    error: 'a token needs the address of its server beside it',
    path: ['server'],
  });
export type KubernetesSettings = z.infer<typeof KubernetesSettings>;

/** A part of the cluster that is listed by itself: one namespace, or all of them (undefined). */
export function scopesOf({ namespaces: { include, exclude } }: KubernetesSettings): (string | undefined)[] {
  return include.length > 0 ? include.filter((namespace) => !exclude.includes(namespace)) : [undefined];
}

/** What keeps the excluded namespaces out of a list of all of them. */
export function exclusions({ namespaces: { include, exclude } }: KubernetesSettings): string[] {
  return include.length > 0 ? [] : exclude.map((namespace) => `metadata.namespace!=${namespace}`);
}
