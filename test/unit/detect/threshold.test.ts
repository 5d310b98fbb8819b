import { expect, test } from 'vitest';
import { MINUTE } from '../../../src/core/time.ts';
import type { Subject } from '../../../src/detect/detector.ts';
import { ThresholdState, threshold } from '../../../src/detect/rules/threshold.ts';
import { beginnings, findingsIn, MONDAY } from './series.ts';

const DISK: Subject = {
  metric: 'host.disk.utilization',
  labels: { 'host.name': 'db-1', 'disk.mount': '/var' },
};
const full = threshold({ rule: 'disk', limit: 90, side: 'above', forMinutes: 5 });
const of = (minutes: number, value: number) => Array.from({ length: minutes }, () => value);

test('a value beyond its limit is told once it has lasted, with how much and for how long', () => {
  expect(findingsIn(full, of(4, 95), DISK)).toEqual([]);
  expect(findingsIn(full, of(6, 95), DISK)).toMatchObject([
    { at: MONDAY + 4 * MINUTE, since: MONDAY, seen: 95, expected: { low: 0, high: 90 } },
    { reason: 'disks of hosts (/var): 95 %, above 90 % for 6 min' },
  ]);
});

test('what equals the limit, and what falls below it for a minute, is no finding', () => {
  expect(findingsIn(full, of(30, 90), DISK)).toEqual([]);
  expect(findingsIn(full, [...of(4, 95), 80, ...of(4, 95)], DISK)).toEqual([]);
});

test('minutes in which nothing was measured are no proof of anything', () => {
  expect(beginnings(findingsIn(full, [95, undefined, undefined, undefined, 95], DISK))).toEqual([0]);
  expect(findingsIn(full, [95, ...of(11, 0).map(() => undefined), 95], DISK)).toEqual([]);
});

test('one that falls too low is told the same way', () => {
  const low = threshold({ rule: 'free', limit: 1e9, side: 'below', forMinutes: 1, severity: 'severe' });
  const free: Subject = { metric: 'database.storage.free', labels: { 'service.name': 'shop' } };
  expect(findingsIn(low, [2e9, 5e8], free)).toMatchObject([
    {
      severity: 'severe',
      reason: 'free storage of databases: 500,000,000 bytes, below 1,000,000,000 bytes for 1 min',
    },
  ]);
});

test('series are told apart, and a restart changes nothing', () => {
  const other = { ...DISK, labels: { ...DISK.labels, 'disk.mount': '/' } };
  let state = full.start();
  const seen = [0, 1, 2, 3, 4].flatMap((minute) =>
    [DISK, other].flatMap((subject) => {
      const value = subject === DISK ? 95 : 50;
      const verdict = full.step(state, { at: MONDAY + minute * MINUTE, value }, subject, false);
      state = ThresholdState.parse(JSON.parse(JSON.stringify(verdict.state)));
      return verdict.finding?.labels['disk.mount'] ?? [];
    }),
  );
  expect(seen).toEqual(['/var']);
});
