import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import type { Finding } from '../../../src/core/finding.ts';
import { DAY, MINUTE } from '../../../src/core/time.ts';
import { AnomalyState, anomaly } from '../../../src/detect/rules/anomaly.ts';
import { beginnings, counts, daily, findingsIn, MONDAY, SUBJECT } from './series.ts';

const errors = anomaly({ rule: 'errors', phrase: '{value} errors/min', grows: true });
const latency = anomaly({ rule: 'latency', phrase: 'p95 latency {value}', unit: 'duration', grain: 1e7 });
const MINUTES = DAY / MINUTE;
const neverSeen = (findings: readonly Finding[]) => findings.filter(({ grade }) => grade === 2);

test('a burst of errors is found in its first minute, with what was usual and since when', () => {
  const values = [...counts(600, 2), 42, 40, ...counts(60, 2)];
  const found = findingsIn(errors, values);
  expect(beginnings(found)).toEqual([600]);
  expect(found[0]).toMatchObject({ grade: 2, severity: 'severe', seen: 42, at: MONDAY + 600 * MINUTE });
  expect(found[0]?.reason).toMatch(/^42 errors\/min, usually 0 to [4-9]$/);
});

test('low traffic (0, 1, 0, 2) is never news, and six at once are', () => {
  const quiet = [0, 1, 0, 2, 0, 0, 1, 0];
  const values = Array.from({ length: 2 * MINUTES }, (_, index) => quiet[index % quiet.length]);
  expect(findingsIn(errors, values)).toEqual([]);
  expect(beginnings(findingsIn(errors, [...values, 8]))).toEqual([2 * MINUTES]);
});

test('a week of counts that come by chance at a steady rate alerts at most once', () => {
  const episodes = [0.05, 0.5, 3, 30].flatMap((mean) =>
    beginnings(findingsIn(errors, counts(7 * MINUTES, mean, 5))),
  );
  expect(episodes.length).toBeLessThanOrEqual(1);
});

test('a daily season is usual, and a burst at its quietest hour is not', () => {
  const values = counts(6 * MINUTES, daily(20), 3);
  expect(beginnings(findingsIn(errors, values))).toEqual([]);
  const night = 5 * MINUTES + 180;
  expect(beginnings(findingsIn(errors, values.with(night, 60)))).toEqual([night]);
});

test('a batch that fails every night was never seen on its first night, and later is unusual, unless it is worse', () => {
  const nights = [0, 1, 2, 3, 4, 5].map((day) => day * MINUTES + 200);
  const values = counts(6 * MINUTES, 1, 7).map((value, minute) => (nights.includes(minute) ? 40 : value));
  expect(beginnings(neverSeen(findingsIn(errors, values)))).toEqual(nights.slice(0, 1));
  expect(beginnings(neverSeen(findingsIn(errors, values.with(nights[5] ?? 0, 90))))).toContain(nights[5]);
});

test('a constant series finds its first change, and not a change below what matters', () => {
  const steady = Array.from({ length: 300 }, () => 100e6);
  expect(findingsIn(latency, [...steady, 120e6, 110e6])).toEqual([]);
  expect(beginnings(findingsIn(latency, [...steady, 400e6]))).toEqual([300]);
});

test('a new level after a deploy is one episode that ends when it is usual', () => {
  const found = findingsIn(errors, [...counts(600, 2), ...counts(600, 40, 2)]);
  expect(beginnings(found)).toEqual([600]);
  expect((found.at(-1)?.at ?? 0) - MONDAY).toBeLessThan(650 * MINUTE);
});

test('a series that starts is not judged before it is known', () => {
  expect(findingsIn(errors, [50, 0, 90, 3, 0, 200])).toEqual([]);
});

test('a series that ends, and gaps in it, are not news for this detector', () => {
  const busy = counts(600, 20);
  expect(findingsIn(errors, [...busy, ...counts(600, 0)])).toEqual([]);
  const gaps = busy.map((value, minute) => (minute % 100 < 30 ? undefined : value));
  expect(findingsIn(errors, gaps)).toEqual([]);
});

test('what comes back within two hours is the same episode, later it is another', () => {
  const values = counts(1_000, 1).map((value, minute) => ([300, 400, 900].includes(minute) ? 30 : value));
  expect(beginnings(findingsIn(errors, values))).toEqual([300, 900]);
});

test('a count that is over already is found while its minute is open; a latency waits for its end', () => {
  const open = (detector: typeof errors, value: number) => {
    let state = detector.start();
    for (let minute = 0; minute < 100; minute++)
      state = detector.step(state, { at: MONDAY + minute * MINUTE, value: 1 }, SUBJECT, false).state;
    return detector.step(state, { at: MONDAY + 100 * MINUTE, value }, SUBJECT, true).finding;
  };
  expect(open(errors, 50)?.seen).toBe(50);
  expect(open(latency, 9e9)).toBeUndefined();
});

test('a state that was saved and loaded at any minute changes no verdict', () => {
  const value = fc.oneof(fc.nat(5), fc.nat(500), fc.float({ noNaN: true, min: 0, max: 1e6 }));
  fc.assert(
    fc.property(fc.array(value, { minLength: 60, maxLength: 200 }), fc.nat(200), (values, cut) => {
      let through = errors.start();
      let resumed = errors.start();
      values.forEach((value, minute) => {
        if (minute === cut)
          resumed = z.decode(AnomalyState, JSON.parse(JSON.stringify(z.encode(AnomalyState, resumed))));
        const sample = { at: MONDAY + minute * MINUTE, value };
        const expected = errors.step(through, sample, SUBJECT, false);
        const verdict = errors.step(resumed, sample, SUBJECT, false);
        expect(verdict).toEqual(expected);
        through = expected.state;
        resumed = verdict.state;
      });
    }),
    { numRuns: 50 },
  );
});
