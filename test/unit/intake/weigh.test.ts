import { expect, test } from 'vitest';
import { METRICS_SIGNAL } from '../../../src/sources/intake/otlp/metrics/points.ts';
import { weigh } from '../../../src/sources/intake/otlp/metrics/weigh.ts';

const dataPoints = Array.from({ length: 30 }, () => ({ asInt: '1' }));

test.each([
  ['a gauge', { gauge: { dataPoints } }, 30],
  ['a sum', { sum: { dataPoints } }, 30],
  ['what has neither', { name: 'a histogram' }, 1],
])('%s weighs as much in protobuf as in JSON', (_, metric, weight) => {
  expect(weigh(metric)).toBe(weight);
  expect(weigh(METRICS_SIGNAL.message.encode(metric))).toBe(weight);
});
