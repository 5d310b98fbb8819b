import { EventEmitter } from 'node:events';
import type { KubeObject, Stored } from '../kube-object.ts';

export interface Change {
  version: number;
  resource: Stored;
  before: KubeObject | undefined;
  /** Undefined where it was removed; `before` has then the version of the removal. */
  after: KubeObject | undefined;
}

/** All objects, under versions that grow with each change of any of them, as etcd's do. */
export interface ObjectStore {
  version(): number;
  all(resource: Stored): KubeObject[];
  get(resource: Stored, name: string, namespace?: string): KubeObject | undefined;
  put(resource: Stored, object: KubeObject): KubeObject;
  remove(resource: Stored, name: string, namespace?: string): void;
  /** Undefined where changes since then are forgotten. */
  since(version: number): Change[] | undefined;
  /** Forgets all changes up to now. */
  compact(): void;
  /** Says `change` for each. */
  changes: EventEmitter<{ change: [Change] }>;
}

const MOST_CHANGES = 5_000;

export function createStore(firstVersion: number): ObjectStore {
  const objects: Record<Stored, Map<string, KubeObject>> = {
    pods: new Map(),
    nodes: new Map(),
    events: new Map(),
    namespaces: new Map(),
  };
  const changes = new EventEmitter<{ change: [Change] }>();
  changes.setMaxListeners(0);
  let version = firstVersion;
  let compacted = firstVersion;
  let history: Change[] = [];

  function note(change: Change): void {
    history.push(change);
    if (history.length > MOST_CHANGES) compacted = history.shift()?.version ?? compacted;
    changes.emit('change', change);
  }

  return {
    version: () => version,
    all: (resource) => [...objects[resource].entries()].sort(byKey).map(([, object]) => object),
    get: (resource, name, namespace) => objects[resource].get(keyOf(name, namespace)),
    put: (resource, object) => {
      const { name, namespace } = object.metadata;
      const key = keyOf(name, namespace);
      version += 1;
      const after = { ...object, metadata: { ...object.metadata, resourceVersion: String(version) } };
      const before = objects[resource].get(key);
      objects[resource].set(key, after);
      note({ version, resource, before, after });
      return after;
    },
    remove: (resource, name, namespace) => {
      const key = keyOf(name, namespace);
      const before = objects[resource].get(key);
      if (!before) return;
      version += 1;
      objects[resource].delete(key);
      const last = { ...before, metadata: { ...before.metadata, resourceVersion: String(version) } };
      note({ version, resource, before: last, after: undefined });
    },
    since: (from) => (from < compacted ? undefined : history.filter((change) => change.version > from)),
    compact: () => {
      history = [];
      version += 1;
      compacted = version;
    },
    changes,
  };
}

function keyOf(name: string, namespace = ''): string {
  return `${namespace}/${name}`;
}

function byKey([a]: [string, unknown], [b]: [string, unknown]): number {
  return a < b ? -1 : 1;
}
