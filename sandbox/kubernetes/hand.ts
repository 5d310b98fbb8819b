import type { Call, Rule } from './api/access.ts';
import { READ_ALL } from './api/access.ts';
import type { Lists } from './api/list.ts';
import { StatusError } from './api/status.ts';
import type { ObjectStore } from './api/store.ts';
import type { MetricsServer } from './api/usage.ts';
import type { Watches } from './api/watch.ts';
import type { KubeObject, Stored } from './kube-object.ts';

/** What a test may do to the cluster and its API server. */
export interface Hand {
  /** Adds an object, or puts it in the place of the one of its name; whoever watches sees it. */
  put(resource: Stored, ...objects: KubeObject[]): void;
  change(resource: Stored, object: KubeObject, change: (object: KubeObject) => KubeObject): KubeObject;
  remove(resource: Stored, object: KubeObject): void;
  all(resource: Stored): KubeObject[];
  /** Lets calls for a resource (`*`: all) be refused, `after` some that are not. */
  fail(resource: string, refusal: Refusal): void;
  /** What the token may do from now on. */
  allow(rules: Rule[]): void;
  /** Forgets the versions that pages, and watches not yet open, go on from. */
  expire(): void;
  /** Ends the watches that are open with 410. */
  expireWatches(): void;
  /** Breaks the watches that are open. */
  dropWatches(): void;
  watches(): number;
  metricsServer(state: MetricsServer): void;
  /** How far the API server's clock is ahead of ours, in milliseconds. */
  skew(milliseconds: number): void;
  /** Every call, those that were refused too. */
  calls: Call[];
}

export interface Refusal {
  code: number;
  reason: string;
  message?: string;
  /** Seconds. */
  retryAfter?: number;
  times?: number;
  after?: number;
}

/** How the API server behaves just now. */
export interface Mood {
  rules: readonly Rule[];
  metrics: MetricsServer;
  skew: number;
  /** Notes a call, and refuses it if a test wants that. */
  touch(call: Call): void;
}

export function createHand(store: ObjectStore, lists: Lists, watches: Watches): { hand: Hand; mood: Mood } {
  const refusals: (Required<Pick<Refusal, 'times' | 'after'>> & { resource: string; refusal: Refusal })[] =
    [];
  const calls: Call[] = [];
  const mood: Mood = {
    rules: READ_ALL,
    metrics: 'on',
    skew: 0,
    touch: (call) => {
      calls.push(call);
      const next = refusals.find(
        ({ resource, times }) => times > 0 && [call.resource, '*'].includes(resource),
      );
      if (!next) return;
      if (next.after > 0) {
        next.after -= 1;
        return;
      }
      next.times -= 1;
      const { code, reason, message = reason, retryAfter } = next.refusal;
      throw new StatusError(code, reason, message, retryAfter);
    },
  };
  const hand: Hand = {
    put: (resource, ...objects) => {
      for (const object of objects) store.put(resource, object);
    },
    change: (resource, { metadata: { name, namespace } }, change) => {
      const now = store.get(resource, name, namespace);
      if (!now) throw new Error(`there is no ${resource} ${name}`);
      return store.put(resource, change(now));
    },
    remove: (resource, { metadata: { name, namespace } }) => store.remove(resource, name, namespace),
    all: (resource) => store.all(resource),
    fail: (resource, refusal) => {
      const { times = 1, after = 0 } = refusal;
      refusals.push({ resource, times, after, refusal });
    },
    allow: (rules) => {
      mood.rules = rules;
    },
    expire: () => {
      store.compact();
      lists.expire();
    },
    expireWatches: () => watches.expire(),
    dropWatches: () => watches.drop(),
    watches: () => watches.count(),
    metricsServer: (state) => {
      mood.metrics = state;
    },
    skew: (milliseconds) => {
      mood.skew = milliseconds;
    },
    calls,
  };
  return { hand, mood };
}
