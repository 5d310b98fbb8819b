/** How values of a metric are put together over time and over labels. */
export type MetricKind = 'counter' | 'gauge' | 'duration';

export interface Metric {
  kind: MetricKind;
  /** UCUM-like: `1` counts, `ns` durations, `s` ages, `By` bytes, `%` is 0 to 100. */
  unit: '1' | 'ns' | 's' | 'By' | '%' | 'Cel';
  /**
   * The labels a series of this metric may carry, in the words of ECS where it has one; what a source does not know it leaves out. The first says
   * whose it is: an alert is about one value of it.
   */
  labels: readonly string[];
  /** What people call it, in the plural. */
  title: string;
}

/** Where a thing of a cloud is: what has the same name elsewhere is another one. */
const PLACE = ['cloud.region', 'cloud.account.id'] as const;
/** Whose a container is, and where it runs. */
const CONTAINER = [
  'service.name',
  'host.name',
  'container.name',
  'kubernetes.namespace',
  'kubernetes.pod.name',
  ...PLACE,
] as const;
const POD = ['service.name', 'kubernetes.namespace', 'kubernetes.pod.name', 'kubernetes.node.name'] as const;
const DEVICE = ['device.fleet', 'device.name', 'device.id'] as const;
const PAGE = ['service.name', 'url.path'] as const;
const CLOUD = ['service.name', ...PLACE] as const;

/**
 * The one catalog: whatever source a value came from, it is one of these. Questions, rules and detectors know this page and no source.
 * A counter sums, a gauge averages, a duration merges its sketches (its value is the number of requests measured). A gauge named `*.problems` is how
 * many things have the problem that `error.type` names just now (0 once they have it no longer); `up`, `healthy`, `ready`, `online` are 1 or 0.
 */
export const METRICS = {
  'log.events': { kind: 'counter', unit: '1', labels: ['service.name', 'log.level'], title: 'log events' },
  'log.codes': {
    kind: 'counter',
    unit: '1',
    labels: ['service.name', 'log.level', 'event.code'],
    title: 'warnings and errors by code',
  },
  'http.requests': {
    kind: 'counter',
    unit: '1',
    labels: ['service.name', 'http.route', 'http.response.status_class', ...PLACE],
    title: 'requests',
  },
  'http.request.duration': {
    kind: 'duration',
    unit: 'ns',
    labels: ['service.name', 'http.route'],
    title: 'latency',
  },
  'page.load.duration': { kind: 'duration', unit: 'ns', labels: PAGE, title: 'page loads' },
  'page.largest_contentful_paint': {
    kind: 'duration',
    unit: 'ns',
    labels: PAGE,
    title: 'largest contentful paint',
  },
  'page.interaction_to_next_paint': {
    kind: 'duration',
    unit: 'ns',
    labels: PAGE,
    title: 'interaction to next paint',
  },
  'page.layout_shift': { kind: 'gauge', unit: '1', labels: PAGE, title: 'cumulative layout shift' },
  'user.clicks': { kind: 'counter', unit: '1', labels: [...PAGE, 'click.target'], title: 'clicks' },
  'host.cpu.utilization': { kind: 'gauge', unit: '%', labels: ['host.name'], title: 'CPU of hosts' },
  'host.memory.utilization': { kind: 'gauge', unit: '%', labels: ['host.name'], title: 'memory of hosts' },
  'host.disk.utilization': {
    kind: 'gauge',
    unit: '%',
    labels: ['host.name', 'disk.mount'],
    title: 'disks of hosts',
  },
  'host.uptime': { kind: 'gauge', unit: 's', labels: ['host.name'], title: 'uptime of hosts' },
  'host.problems': {
    kind: 'gauge',
    unit: '1',
    labels: ['host.name', 'error.type'],
    title: 'problems of hosts',
  },
  'container.up': { kind: 'gauge', unit: '1', labels: CONTAINER, title: 'running containers' },
  'container.healthy': { kind: 'gauge', unit: '1', labels: CONTAINER, title: 'healthy containers' },
  'container.uptime': { kind: 'gauge', unit: 's', labels: CONTAINER, title: 'uptime of containers' },
  'container.restarts': { kind: 'counter', unit: '1', labels: CONTAINER, title: 'restarts' },
  'container.cpu.utilization': { kind: 'gauge', unit: '%', labels: CONTAINER, title: 'CPU of containers' },
  'container.memory.utilization': {
    kind: 'gauge',
    unit: '%',
    labels: CONTAINER,
    title: 'memory of containers',
  },
  'container.memory.usage': {
    kind: 'gauge',
    unit: 'By',
    labels: CONTAINER,
    title: 'memory used by containers',
  },
  'container.network.received': { kind: 'counter', unit: 'By', labels: CONTAINER, title: 'bytes received' },
  'container.network.sent': { kind: 'counter', unit: 'By', labels: CONTAINER, title: 'bytes sent' },
  'container.problems': {
    kind: 'gauge',
    unit: '1',
    labels: ['service.name', 'kubernetes.namespace', 'error.type'],
    title: 'problems of containers',
  },
  'pod.ready': { kind: 'gauge', unit: '1', labels: POD, title: 'ready pods' },
  'device.online': { kind: 'gauge', unit: '1', labels: DEVICE, title: 'devices online' },
  'device.vpn': { kind: 'gauge', unit: '1', labels: DEVICE, title: 'devices on the VPN' },
  'device.cpu.utilization': { kind: 'gauge', unit: '%', labels: DEVICE, title: 'CPU of devices' },
  'device.memory.utilization': { kind: 'gauge', unit: '%', labels: DEVICE, title: 'memory of devices' },
  'device.storage.utilization': { kind: 'gauge', unit: '%', labels: DEVICE, title: 'storage of devices' },
  'device.temperature': { kind: 'gauge', unit: 'Cel', labels: DEVICE, title: 'temperature of devices' },
  'device.update.progress': { kind: 'gauge', unit: '%', labels: DEVICE, title: 'updates of devices' },
  'device.problems': {
    kind: 'gauge',
    unit: '1',
    labels: ['device.fleet', 'error.type'],
    title: 'problems of devices',
  },
  'database.cpu.utilization': { kind: 'gauge', unit: '%', labels: CLOUD, title: 'CPU of databases' },
  'database.connections': { kind: 'gauge', unit: '1', labels: CLOUD, title: 'connections of databases' },
  'database.memory.free': { kind: 'gauge', unit: 'By', labels: CLOUD, title: 'free memory of databases' },
  'database.storage.free': { kind: 'gauge', unit: 'By', labels: CLOUD, title: 'free storage of databases' },
  'function.invocations': { kind: 'counter', unit: '1', labels: CLOUD, title: 'invocations' },
  'function.errors': { kind: 'counter', unit: '1', labels: CLOUD, title: 'failed invocations' },
  'function.throttles': { kind: 'counter', unit: '1', labels: CLOUD, title: 'throttled invocations' },
  'function.duration.p95': { kind: 'gauge', unit: 'ns', labels: CLOUD, title: 'p95 of invocations' },
  'load_balancer.latency.p95': { kind: 'gauge', unit: 'ns', labels: CLOUD, title: 'p95 of load balancers' },
  'queue.messages': { kind: 'gauge', unit: '1', labels: CLOUD, title: 'messages that wait' },
  'queue.oldest_message_age': { kind: 'gauge', unit: 's', labels: CLOUD, title: 'age of the oldest message' },
} as const satisfies Record<string, Metric>;

export type MetricName = keyof typeof METRICS;

export function metric(name: MetricName): Metric {
  return METRICS[name];
}
