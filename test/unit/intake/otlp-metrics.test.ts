import { expect, test } from 'vitest';
import { METRICS } from '../../../src/core/metrics.ts';
import { MINUTE } from '../../../src/core/time.ts';
import { RULES } from '../../../src/sources/intake/otlp/metrics/catalog.ts';
import { createCounters } from '../../../src/sources/intake/otlp/metrics/counters.ts';
import { pointsOfMetric } from '../../../src/sources/intake/otlp/metrics/points.ts';
import { Metric } from '../../../src/sources/intake/otlp/shapes.ts';
import { TEN } from '../alerts/finding.ts';

const POD = {
  'k8s.deployment.name': 'checkout',
  'k8s.namespace.name': 'shop',
  'k8s.pod.name': 'checkout-7f',
  'k8s.container.name': 'app',
};
const nanoseconds = (at: number) => `${at}000000`;

function measure(name: string, points: object[], resource: Record<string, string>, more: object = {}) {
  const dataPoints = points.map((point) => ({ timeUnixNano: nanoseconds(TEN + 1_000), ...point }));
  const metric = Metric.parse({ name, gauge: { dataPoints }, ...more });
  return pointsOfMetric(metric, { resource, scope: '', raw: {} }, TEN, createCounters());
}

test('every name that is understood becomes a metric of the catalog', () => {
  for (const rules of Object.values(RULES))
    for (const { metric } of rules) expect(METRICS).toHaveProperty([metric]);
});

test('a container of Kubernetes is of its workload; what is not known is left out', () => {
  expect(measure('container.cpu.usage', [{ asDouble: 0.25 }], POD, { unit: '{cpu}' }).points).toEqual([
    {
      metric: 'container.cpu.utilization',
      at: TEN,
      value: 25,
      labels: {
        'service.name': 'checkout',
        'container.name': 'app',
        'kubernetes.namespace': 'shop',
        'kubernetes.pod.name': 'checkout-7f',
      },
    },
  ]);
});

test('of several values of a minute the last counts, and a minute is never another', () => {
  const points = [
    { asInt: '7', timeUnixNano: nanoseconds(TEN + 5_000) },
    { asInt: '9', timeUnixNano: nanoseconds(TEN + 9_000) },
    { asInt: 3, timeUnixNano: nanoseconds(TEN + MINUTE) },
  ];
  const measured = measure('system.uptime', points, { 'host.name': 'a' });
  expect(measured.points.map(({ at, value }) => [at - TEN, value])).toEqual([
    [0, 9],
    [MINUTE, 3],
  ]);
});

test.each([
  [
    'used memory alone is memory',
    'system.memory.utilization',
    [
      { asDouble: 0.5, attributes: state('used') },
      { asDouble: 0.3, attributes: state('free') },
    ],
    { 'host.name': 'a' },
    { points: 1, ignored: 1, refused: 0 },
  ],
  [
    'a host without a name is nobody',
    'system.uptime',
    [{ asInt: 5 }],
    {},
    { points: 0, ignored: 1, refused: 0 },
  ],
  [
    'a name without a place in the catalog',
    'jvm.threads',
    [{ asInt: 5 }],
    POD,
    { points: 0, ignored: 1, refused: 0 },
  ],
  [
    'a clock that is a month behind',
    'system.uptime',
    [{ asInt: 5, timeUnixNano: nanoseconds(TEN - 30 * 86_400_000) }],
    { 'host.name': 'a' },
    { points: 0, ignored: 0, refused: 1 },
  ],
  [
    'a value that is none',
    'system.uptime',
    [{ asDouble: 'NaN' }],
    { 'host.name': 'a' },
    { points: 0, ignored: 1, refused: 0 },
  ],
])('%s', (_, name, points, resource, expected) => {
  const measured = measure(name, points, resource);
  expect({ ...measured, points: measured.points.length }).toEqual(expected);
});

function state(name: string) {
  return [{ key: 'system.memory.state', value: { stringValue: name } }];
}
