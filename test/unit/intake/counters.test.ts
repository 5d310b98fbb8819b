import { expect, test } from 'vitest';
import { MINUTE, SECOND } from '../../../src/core/time.ts';
import { createCounters } from '../../../src/sources/intake/otlp/metrics/counters.ts';
import { TEN } from '../alerts/finding.ts';

const cumulative = (second: number, value: number) => ({
  at: TEN + second * SECOND,
  value,
  isCumulative: true,
});
const delta = (second: number, value: number) => ({ at: TEN + second * SECOND, value, isCumulative: false });

test('what a program counted before it was first heard is not known; then its growth adds up within a minute', () => {
  const counters = createCounters();
  expect(counters.add('pod-1', 'bytes', cumulative(0, 900))).toBeUndefined();
  expect(counters.add('pod-1', 'bytes', cumulative(10, 905))).toBe(5);
  expect(counters.add('pod-1', 'bytes', cumulative(20, 907))).toBe(7);
  expect(counters.add('pod-1', 'bytes', cumulative(61, 910))).toBe(3);
});

test('several programs of one series are added; one that restarts begins at zero', () => {
  const counters = createCounters();
  counters.add('pod-1', 'bytes', cumulative(0, 100));
  counters.add('pod-2', 'bytes', cumulative(0, 100));
  counters.add('pod-1', 'bytes', cumulative(10, 110));
  expect(counters.add('pod-2', 'bytes', cumulative(10, 101))).toBe(11);
  expect(counters.add('pod-2', 'bytes', cumulative(20, 4))).toBe(15);
});

test('what is sent again is not counted again, but told again', () => {
  const counters = createCounters();
  expect(counters.add('job', 'runs', delta(0, 2))).toBe(2);
  expect(counters.add('job', 'runs', delta(30, 3))).toBe(5);
  expect(counters.add('job', 'runs', delta(30, 3))).toBe(5);
  expect(counters.add('job', 'runs', delta(0, 2))).toBe(5);
});

test('of 100,000 programs no more than so many are remembered', () => {
  const counters = createCounters(1_000);
  for (let program = 0; program < 100_000; program++)
    counters.add(`pod-${program}`, `bytes ${program}`, cumulative(0, 1));
  expect(counters.add('pod-0', 'bytes 0', cumulative(MINUTE / SECOND, 2))).toBeUndefined();
  expect(counters.add('pod-99999', 'bytes 99999', cumulative(MINUTE / SECOND, 2))).toBe(1);
});
