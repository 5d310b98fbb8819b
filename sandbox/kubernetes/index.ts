import type { Log } from '../../src/core/log.ts';
import type { Clock } from '../../src/core/time.ts';
import { createLists } from './api/list.ts';
import { createServer } from './api/server.ts';
import { createStore } from './api/store.ts';
import { createWatches } from './api/watch.ts';
import { NODES, nodeNamed } from './cluster/nodes.ts';
import { podsOf } from './cluster/pods.ts';
import { usageOver } from './cluster/usage.ts';
import { WORKLOADS } from './cluster/workloads.ts';
import { createHand, type Hand } from './hand.ts';
import { timeText } from './kube-object.ts';
import { leak, tell } from './story.ts';

export interface KubernetesOptions {
  /** A free one if not given. */
  port?: number;
  clock: Clock;
  log: Log;
  /** Whether something goes wrong by itself after a while; it does if not said otherwise. */
  story?: boolean;
  /** An empty cluster, to be filled by hand. */
  empty?: boolean;
}

/** A running API server, and what a client needs to talk to it. */
export interface Kubernetes {
  url: string;
  token: string;
  hand: Hand;
  stop(): Promise<void>;
}

const TOKEN = 'sandbox-service-account-token';
const NAMESPACES = ['default', 'kube-system', 'shop'];

/**
 * Starts a local Kubernetes API server that can be read: lists with pages, watches with bookmarks, the metrics API, roles. Behind it is a cluster of
 * three nodes that runs the scenario's services; nothing is kept on disk, each start is a new cluster.
 */
export async function startKubernetes(options: KubernetesOptions): Promise<Kubernetes> {
  const { port = 0, clock, log, story = true, empty = false } = options;
  const start = clock.now();
  // Versions grow from start to start, as if it were one cluster.
  const store = createStore(start);
  const lists = createLists(store);
  const watches = createWatches(store);
  const { hand, mood } = createHand(store, lists, watches);
  if (!empty) fill(hand, start);
  const usage = usageOver(story ? leak(start) : () => 0);
  const app = createServer({ store, lists, watches, mood, usage, token: TOKEN, clock, log });
  const url = await app.listen({ port, host: '127.0.0.1' });
  const end = story ? tell(hand, clock.now, start) : () => {};
  log.info({ url }, 'sandbox Kubernetes listens');
  const stop = async () => {
    end();
    watches.drop();
    await app.close();
  };
  return { url, token: TOKEN, hand, stop };
}

function fill(hand: Hand, now: number): void {
  for (const name of NAMESPACES) {
    const metadata = { name, uid: `namespace-${name}`, creationTimestamp: timeText(now) };
    hand.put('namespaces', { metadata, status: { phase: 'Active' } });
  }
  hand.put('nodes', ...NODES.map((name) => nodeNamed(name, now)));
  for (const workload of WORKLOADS) hand.put('pods', ...podsOf(workload, String(now), now));
}
