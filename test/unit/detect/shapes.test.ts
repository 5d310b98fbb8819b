import { expect, test } from 'vitest';
import type { Finding } from '../../../src/core/finding.ts';
import { DAY, HOUR, MINUTE } from '../../../src/core/time.ts';
import { anomaly } from '../../../src/detect/rules/anomaly.ts';
import { beginnings, counts, daily, findingsIn } from './series.ts';

const both = anomaly({ rule: 'series', unit: 'number', directions: 'both' });
const drops = anomaly({ rule: 'traffic', phrase: '{value} requests/min', directions: 'down' });
const errors = anomaly({ rule: 'errors', phrase: '{value} errors/min', again: true });
const MINUTES = DAY / MINUTE;
const HOURS = HOUR / MINUTE;
const neverSeen = (findings: readonly Finding[]) => findings.filter(({ grade }) => grade === 2);

/** Half as busy on Saturdays and Sundays. The series begins on a Monday. */
const weekly = (mean: number) => (minute: number) =>
  daily(mean)(minute) * (Math.floor(minute / MINUTES) % 7 >= 5 ? 0.5 : 1);

test('a level that falls to a fifth is found within half an hour, and told in requests', () => {
  const values = counts(7 * MINUTES, (minute) => (minute < 6 * MINUTES + 600 ? 60 : 12), 3);
  const [first] = neverSeen(findingsIn(drops, values));
  const [begins = 0] = beginnings(first ? [first] : []);
  expect(begins).toBeGreaterThanOrEqual(6 * MINUTES + 600);
  expect(begins).toBeLessThan(6 * MINUTES + 630);
  expect(first?.reason).toMatch(/requests\/min.*, usually \d/);
  expect(neverSeen(findingsIn(errors, values))).toEqual([]);
});

test('a slow drift is found, though no single value stands out', () => {
  const drift = (minute: number) => 50 + 40 * Math.max(0, (minute - 7 * MINUTES) / MINUTES);
  const found = neverSeen(findingsIn(both, counts(8 * MINUTES, drift, 5)));
  expect(beginnings(found)[0]).toBeGreaterThan(7 * MINUTES);
  expect(found[0]?.reason).toMatch(/mean of the last (12|24|72)/);
});

test('quiet weekends are usual after the first of them', () => {
  const usual = counts(20 * MINUTES, weekly(40), 9);
  const told = beginnings(neverSeen(findingsIn(drops, usual))).map((minute) => Math.floor(minute / MINUTES));
  expect(told.filter((day) => day > 6)).toEqual([]);
});

test('a batch that runs on Sundays was never seen twice, and then is known', () => {
  const sundays = [6, 13, 20, 27].map((day) => day * MINUTES + 120);
  const values = counts(28 * MINUTES, 2, 4).map((value, minute) => (sundays.includes(minute) ? 60 : value));
  expect(beginnings(neverSeen(findingsIn(errors, values)))).toEqual(sundays.slice(0, 2));
});

test('a nightly batch that daylight saving moves by an hour stays known', () => {
  const nights = Array.from({ length: 9 }, (_, day) => day * MINUTES + 180 + (day >= 5 ? 60 : 0));
  const values = counts(9 * MINUTES, 2, 6).map((value, minute) => (nights.includes(minute) ? 60 : value));
  const told = beginnings(neverSeen(findingsIn(errors, values)));
  expect(told).toEqual(nights.slice(0, 2));
});

test('a busy day that begins an hour earlier is no alarm', () => {
  const moved = (minute: number) => daily(30)(minute >= 8 * MINUTES ? minute + HOURS : minute);
  expect(neverSeen(findingsIn(both, counts(11 * MINUTES, moved, 7)))).toEqual([]);
});

test('the reset of a counter that grows is found as one thing, and the count afterwards is not', () => {
  const reset = 5 * MINUTES;
  const values = Array.from(
    { length: 6 * MINUTES },
    (_, minute) => 1e6 + 10 * minute - (minute < reset ? 0 : 1e6),
  );
  const told = beginnings(findingsIn(both, values)).filter((minute) => minute > 2 * MINUTES);
  expect(told[0]).toBe(reset);
  expect(told.length).toBeLessThanOrEqual(2);
});

test('a level that a deploy has shifted is told once, and is the new normal on the next day', () => {
  const deploy = 6 * MINUTES + 700;
  const values = counts(9 * MINUTES, (minute) => (minute < deploy ? 30 : 45), 8);
  const told = beginnings(neverSeen(findingsIn(both, values)));
  expect(told).toHaveLength(1);
  expect(told[0]).toBeGreaterThanOrEqual(deploy);
  expect(told[0]).toBeLessThan(deploy + 120);
});

test('a constant series says nothing for as long as it is constant', () => {
  for (const level of [0, 1, 0.001, 1e9])
    expect(
      findingsIn(
        both,
        Array.from({ length: 4 * MINUTES }, () => level),
      ),
    ).toEqual([]);
});

test('a series that starts at its full level, and one that ends in zeros, are no rise', () => {
  expect(findingsIn(errors, counts(2 * MINUTES, 200, 2))).toEqual([]);
  expect(findingsIn(errors, [...counts(3 * MINUTES, 20, 2), ...counts(MINUTES, 0)])).toEqual([]);
});

test('a month of counts by chance, with days and weekends, never alerts once they are known', () => {
  const told = [1, 2, 3].flatMap((seed) =>
    beginnings(neverSeen(findingsIn(errors, counts(28 * MINUTES, weekly(12), seed)))),
  );
  expect(told.length).toBeLessThanOrEqual(1);
});

test('what people call noise must be further out, what they call severe less', () => {
  const subject = (tolerance: number) => ({ metric: 'log.events' as const, labels: {}, tolerance });
  const values = [...counts(600, 2), 16, ...counts(60, 2)];
  expect(findingsIn(errors, values, subject(1))).toHaveLength(1);
  expect(findingsIn(errors, values, subject(4))).toEqual([]);
  const small = [...counts(600, 2), 8];
  expect(findingsIn(errors, small, subject(1))).toEqual([]);
  expect(findingsIn(errors, small, subject(0.4)).length).toBeGreaterThan(0);
});
