import { expect, test } from 'vitest';
import { type DigestTimes, dueDigest } from '../../../src/core/digest-time.ts';
import { HOUR, MINUTE } from '../../../src/core/time.ts';

const times: DigestTimes = {
  daily: true,
  weekly: 1,
  at: { hours: 9, minutes: 0 },
  timezone: 'Europe/Berlin',
};
/** Tuesday, 24 November 2026, 9:00 in Berlin. */
const NINE = Date.UTC(2026, 10, 24, 8);

test('from nine in the morning on, the day before is due, and at nine of the next day the next one', () => {
  const due = { id: 'day-2026-11-24', kind: 'day', window: { from: NINE - 24 * HOUR, to: NINE } };
  expect(dueDigest(times, NINE)).toEqual(due);
  expect(dueDigest(times, NINE + 2 * HOUR)).toEqual(due);
  expect(dueDigest(times, NINE + 24 * HOUR)?.id).toBe('day-2026-11-25');
});

test('a digest that is three hours late is left out', () => {
  expect(dueDigest(times, NINE - MINUTE)).toBeUndefined();
  expect(dueDigest(times, NINE + 3 * HOUR + MINUTE)).toBeUndefined();
});

test('on its day the week stands for the day', () => {
  const monday = NINE - 24 * HOUR;
  expect(dueDigest(times, monday)).toEqual({
    id: 'week-2026-11-23',
    kind: 'week',
    window: { from: monday - 7 * 24 * HOUR, to: monday },
  });
  expect(dueDigest({ ...times, weekly: undefined }, monday)?.kind).toBe('day');
  expect(dueDigest({ ...times, daily: false }, NINE)).toBeUndefined();
});

test('the day on which the clocks are set back has 25 hours', () => {
  const after = dueDigest(times, Date.UTC(2026, 9, 25, 8));
  expect(after?.window).toEqual({ from: Date.UTC(2026, 9, 24, 7), to: Date.UTC(2026, 9, 25, 8) });
});
