import { type Cluster, KubeConfig } from '@kubernetes/client-node';
import { RejectedError } from '../../core/errors.ts';
import type { KubernetesSettings } from './settings.ts';

/** The cluster to read, and what is presented to it. */
export interface Access {
  config: KubeConfig;
  server: string;
  /** What people call it. */
  cluster: string;
}

/** Throws `RejectedError` where no cluster is named, or its kubeconfig can't be read. */
export function openAccess(settings: KubernetesSettings): Access {
  const config = new KubeConfig();
  try {
    load(config, settings);
  } catch (error) {
    throw unreadable(error instanceof Error ? error.message : String(error), error);
  }
  const { context } = settings;
  if (context && !config.getContextObject(context)) throw unreadable(`there is no context ${context} in it`);
  if (context) config.setCurrentContext(context);
  const current = config.getCurrentCluster();
  if (!current || isNone(current)) throw unreadable('no cluster is named anywhere');
  const server = current.server.replace(/\/+$/, '');
  return { config, server, cluster: settings.cluster ?? nameOf(current) };
}

function load(config: KubeConfig, { server, token, tokenFile, caFile, kubeconfig }: KubernetesSettings) {
  if (kubeconfig) return config.loadFromFile(kubeconfig, { onInvalidEntry: 'filter' });
  if (!server) return config.loadFromDefault({ onInvalidEntry: 'filter' });
  const { host, protocol } = new URL(server);
  // The client wants it said that there is no TLS to verify.
  const cluster = { name: host, server, skipTLSVerify: protocol === 'http:' };
  const authProvider = { name: 'tokenFile', config: { tokenFile } };
  config.loadFromClusterAndUser(
    { ...cluster, ...(caFile && { caFile }) },
    { name: 'sysmon', ...(token && { token }), ...(tokenFile && { authProvider }) },
  );
}

/** What the client falls back to where it finds nothing. */
function isNone({ name, server }: Cluster): boolean {
  return name === 'cluster' && server === 'http://localhost:8080';
}

function nameOf({ name }: Cluster): string {
  return name === 'inCluster' ? 'in-cluster' : name;
}

function unreadable(reason: string, cause?: unknown): RejectedError {
  const advice =
    'Name a `kubeconfig` that can be read (and a `context` that is in it), or a `server` with a `tokenFile`, or run in a pod with a service account.';
  return new RejectedError('K8S_CONFIG', `no access to Kubernetes: ${reason}`, advice, { cause });
}
