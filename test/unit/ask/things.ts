import type { MetricName } from '../../../src/core/metrics.ts';
import type { Labels, Point } from '../../../src/core/series.ts';
import { MINUTE } from '../../../src/core/time.ts';
import { NOW } from './world.ts';

/** A gauge over the last two hours; `at` gives its value by how many minutes ago it was. */
export function gauge(metric: MetricName, labels: Labels, at: (ago: number) => number | undefined): Point[] {
  return Array.from({ length: 120 }, (_, index) => index + 1).flatMap((ago) => {
    const value = at(ago);
    return value === undefined ? [] : [{ metric, labels, at: NOW - ago * MINUTE, value }];
  });
}

export const device = (name: string, fleet = 'acme/kiosk'): Labels => ({
  'device.fleet': fleet,
  'device.name': name,
  'device.id': `id-${name}`,
});
export const FLEET = [
  ...gauge('device.online', device('lobby'), () => 1),
  ...gauge('device.online', device('door'), (ago) => (ago > 30 ? 1 : 0)),
  ...gauge('device.online', device('hall'), (ago) => (ago > 50 && ago <= 70 ? 0 : 1)),
  ...gauge('device.online', device('pump', 'acme/gateway'), () => 1),
  ...gauge('device.vpn', device('lobby'), () => 0),
  ...gauge('device.temperature', device('lobby'), () => 61.3),
  ...gauge('device.cpu.utilization', device('lobby'), () => 43),
];

export const container = (name: string, service = 'api'): Labels => ({
  'service.name': service,
  'host.name': 'db-1',
  'container.name': name,
});
export const CONTAINERS = [
  ...gauge('container.up', container('api-1'), () => 1),
  ...gauge('container.up', container('api-2'), () => 1),
  ...gauge('container.up', container('web-1', 'web'), () => 1),
  ...gauge('container.up', container('job-1', 'job'), (ago) => (ago > 5 ? 1 : 0)),
  ...gauge('container.healthy', container('api-2'), () => 0),
  ...gauge('container.restarts', container('web-1', 'web'), (ago) => (ago === 10 || ago === 100 ? 1 : 0)),
  ...gauge('container.memory.utilization', container('api-1'), (ago) => (ago > 60 ? 20 : 40)),
  ...gauge('container.memory.utilization', container('api-2'), () => 90),
  ...gauge('container.uptime', container('api-1'), () => 7200),
];
