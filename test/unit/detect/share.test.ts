import { expect, test } from 'vitest';
import { MINUTE } from '../../../src/core/time.ts';
import { share } from '../../../src/detect/rules/share.ts';
import { down } from '../../../src/detect/shared.ts';
import { beginnings, findingsIn, MONDAY } from './series.ts';

const rule = share({ rule: 'offline', percent: 10, atLeast: 2, forMinutes: 3 });
const fleet = (of: number) => ({ metric: 'device.online', labels: { 'device.fleet': 'kiosk' }, of }) as const;

test('a tenth of a fleet that is offline for some minutes is one finding for the fleet', () => {
  expect(findingsIn(rule, [3, 3, 3], fleet(20))).toMatchObject([
    {
      kind: 'share',
      labels: { 'device.fleet': 'kiosk' },
      seen: 3,
      severity: 'warning',
      reason: '3 of 20 devices offline (15 %), the limit is 10 %',
    },
  ]);
  expect(findingsIn(rule, [12, 12, 12], fleet(20))).toMatchObject([{ severity: 'severe' }]);
});

test('fewer than that, a single device of several, and a short outage are none', () => {
  expect(findingsIn(rule, [1, 1, 1, 1], fleet(20))).toEqual([]);
  expect(findingsIn(rule, [1, 1, 1, 1], fleet(5))).toEqual([]);
  expect(findingsIn(rule, [3, 3, 0, 3, 3], fleet(20))).toEqual([]);
});

test('all of a small fleet are enough', () => {
  expect(findingsIn(rule, [1, 1, 1], fleet(1))).toMatchObject([{ severity: 'severe' }]);
});

test('who is offline may change while it lasts: it is one episode', () => {
  expect(beginnings(findingsIn(rule, [3, 4, 9, 3, 2, 2], fleet(20)))).toEqual([0]);
});

test('devices are counted by the minute, each for itself', () => {
  const device = (name: string, values: number[]) => ({
    metric: 'device.online' as const,
    labels: { 'device.fleet': 'kiosk', 'device.name': name },
    samples: values.map((value, minute) => ({ at: MONDAY + minute * MINUTE, value })),
  });
  const window = { from: MONDAY, to: MONDAY + 2 * MINUTE };
  const read = [device('a', [1, 0, 0]), device('b', [0, 0, 0])];
  const inputs = down('device.online').inputs([read], 'kiosk', window);
  expect(inputs.map(({ sample, subject }) => [sample.value, subject.of])).toEqual([
    [1, 2],
    [2, 2],
  ]);
});
