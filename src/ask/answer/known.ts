import type { Known } from '../../core/question.ts';
import { type Clock, DAY, type Instant, MINUTE } from '../../core/time.ts';
import type { Store } from '../../store/store.ts';

/** How long a name is known after it was last seen. */
const SEEN_WITHIN = 14 * DAY;
/** Hosts and namespaces are in events only: what was seen lately is enough. */
const HOSTS_WITHIN = DAY;
const KEPT = MINUTE;

const remembered = new WeakMap<Store, { at: Instant; names: Promise<Known> }>();

/** The names that a question may use; asked again within `keptFor` (milliseconds; a minute), they are remembered. */
export async function known(store: Store, clock: Clock, keptFor = KEPT): Promise<Known> {
  const now = clock.now();
  const kept = remembered.get(store);
  if (kept && now - kept.at < keptFor) return kept.names;
  const names = read(store, now);
  remembered.set(store, { at: now, names });
  names.catch(() => remembered.delete(store));
  return names;
}

async function read(store: Store, now: Instant): Promise<Known> {
  const lately = { window: { from: now - HOSTS_WITHIN, to: now + MINUTE } };
  const [labels, hosts, namespaces] = await Promise.all([
    store.series.list({ metric: 'log.events', window: { from: now - SEEN_WITHIN, to: now + MINUTE } }),
    store.events.count({ ...lately, has: ['host.name'] }, ['host.name']),
    store.events.count({ ...lately, has: ['kubernetes.namespace'] }, ['kubernetes.namespace']),
  ]);
  return {
    services: sorted(labels.map((one) => one['service.name'])),
    fleets: [],
    namespaces: sorted(namespaces.map(({ key }) => key[0])),
    hosts: sorted(hosts.map(({ key }) => key[0])),
  };
}

function sorted(names: readonly (string | undefined)[]): string[] {
  return [...new Set(names.filter((name) => name !== undefined && name !== ''))].sort() as string[];
}
