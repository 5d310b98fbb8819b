import type { MetricName } from '../../core/metrics.ts';
import type { Known } from '../../core/question.ts';
import { bucketOf, type Clock, DAY, HOUR, type Instant, MINUTE } from '../../core/time.ts';
import type { Store } from '../../store/store.ts';

/** How long a name is known after it was last seen. */
const SEEN_WITHIN = 14 * DAY;
/** Of hosts, fleets and namespaces what was seen lately is enough. */
const NAMED_WITHIN = DAY;
const MEASURED_WITHIN = 3 * HOUR;
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

/** Metrics whose labels name what may never log a line. */
const NAMING: readonly MetricName[] = [
  'http.requests',
  'page.load.duration',
  'user.clicks',
  'database.cpu.utilization',
  'function.invocations',
  'queue.messages',
  'load_balancer.latency.p95',
];
/** Those that may be of 10,000 things, and which of their labels are names; read by the hour, which is quicker than a list of all. */
const NAMED: readonly (readonly [MetricName, readonly string[]])[] = [
  ['container.up', ['service.name', 'host.name', 'kubernetes.namespace']],
  ['pod.ready', ['service.name', 'kubernetes.namespace', 'kubernetes.node.name']],
  ['host.cpu.utilization', ['host.name']],
  ['device.online', ['device.fleet']],
];

async function read(store: Store, now: Instant): Promise<Known> {
  const lately = { window: { from: now - NAMED_WITHIN, to: now + MINUTE } };
  const { series } = store;
  const [logged, listed, measured, hosts, namespaces] = await Promise.all([
    series.list({ metric: 'log.events', window: { from: now - SEEN_WITHIN, to: now + MINUTE } }),
    Promise.all(NAMING.map((metric) => series.list({ metric, ...lately }))),
    Promise.all(NAMED.map(([metric, by]) => series.read({ metric, window: hoursBefore(now) }, HOUR, by))),
    store.events.count({ ...lately, has: ['host.name'] }, ['host.name']),
    store.events.count({ ...lately, has: ['kubernetes.namespace'] }, ['kubernetes.namespace']),
  ]);
  const labels = [...logged, ...listed.flat(), ...measured.flat().map((one) => one.labels)];
  const valuesOf = (label: string) => labels.map((one) => one[label]);
  return {
    services: sorted(valuesOf('service.name')),
    fleets: sorted(valuesOf('device.fleet')),
    namespaces: sorted([...namespaces.map(({ key }) => key[0]), ...valuesOf('kubernetes.namespace')]),
    hosts: sorted([
      ...hosts.map(({ key }) => key[0]),
      ...valuesOf('host.name'),
      ...valuesOf('kubernetes.node.name'),
    ]),
  };
}

const hoursBefore = (now: Instant) => ({ from: bucketOf(now, HOUR) - MEASURED_WITHIN, to: now + MINUTE });

function sorted(names: readonly (string | undefined)[]): string[] {
  return [...new Set(names.filter((name) => name !== undefined && name !== ''))].sort() as string[];
}
