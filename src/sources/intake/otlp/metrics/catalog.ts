import type { MetricName } from '../../../../core/metrics.ts';
import type { Texts } from '../values.ts';

/** How one metric of ours comes out of one of OpenTelemetry's. */
export interface Rule {
  metric: MetricName;
  /** Which of its data points are meant; all if not given. */
  only?: (attributes: Texts) => boolean;
  /** In the unit of our catalog. */
  value: (value: number, from: { unit: string; scope: string }) => number;
}

const same = (value: number) => value;
/** OpenTelemetry's shares are 0 to 1. */
const percent: Rule['value'] = (value, { unit }) => (unit === '%' ? value : value * 100);
/** The Collector's Docker receiver says `1` and means percent. */
const percentOfDocker: Rule['value'] = (value, from) =>
  from.scope.includes('dockerstats') ? value : percent(value, from);

const stateOf = (attributes: Texts) =>
  attributes['cpu.mode'] ??
  attributes['system.cpu.state'] ??
  attributes['system.memory.state'] ??
  attributes['system.filesystem.state'] ??
  attributes.state;
const inState =
  (state: string | undefined) =>
  (attributes: Texts): boolean =>
    stateOf(attributes) === state;
const used = (attributes: Texts) => [undefined, 'used'].includes(stateOf(attributes));
const towards = (direction: string) => (attributes: Texts) =>
  (attributes['network.io.direction'] ?? attributes.direction) === direction;

const TRAFFIC: readonly Rule[] = [
  { metric: 'container.network.received', only: towards('receive'), value: same },
  { metric: 'container.network.sent', only: towards('transmit'), value: same },
];

/**
 * The names of OpenTelemetry's semantic conventions, and of the Collector's receivers, that have a place in our catalog. Requests and their
 * durations come from spans alone: sysmon counts them itself, so a histogram of them would be counted over.
 */
export const RULES: Readonly<Record<string, readonly Rule[]>> = {
  'system.cpu.utilization': [
    {
      metric: 'host.cpu.utilization',
      only: inState('idle'),
      value: (value, from) => 100 - percent(value, from),
    },
    { metric: 'host.cpu.utilization', only: inState(undefined), value: percent },
  ],
  'system.memory.utilization': [{ metric: 'host.memory.utilization', only: used, value: percent }],
  'system.filesystem.utilization': [{ metric: 'host.disk.utilization', only: used, value: percent }],
  'system.uptime': [{ metric: 'host.uptime', value: same }],
  'container.uptime': [{ metric: 'container.uptime', value: same }],
  'container.cpu.usage': [{ metric: 'container.cpu.utilization', value: percent }],
  'container.cpu.utilization': [{ metric: 'container.cpu.utilization', value: percentOfDocker }],
  'container.memory.usage': [{ metric: 'container.memory.usage', value: same }],
  'container.memory.usage.total': [{ metric: 'container.memory.usage', value: same }],
  'container.memory.percent': [{ metric: 'container.memory.utilization', value: same }],
  'k8s.container.memory_limit_utilization': [{ metric: 'container.memory.utilization', value: percent }],
  'container.restarts': [{ metric: 'container.restarts', value: same }],
  'k8s.container.restarts': [{ metric: 'container.restarts', value: same }],
  'k8s.container.restart.count': [{ metric: 'container.restarts', value: same }],
  'container.network.io': TRAFFIC,
  'k8s.pod.network.io': TRAFFIC,
  'container.network.io.usage.rx_bytes': [{ metric: 'container.network.received', value: same }],
  'container.network.io.usage.tx_bytes': [{ metric: 'container.network.sent', value: same }],
};
