import { expect, test } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../../src/core/time.ts';
import { flatline } from '../../../src/detect/rules/flatline.ts';
import { beginnings, counts, findingsIn, MONDAY } from './series.ts';

const silence = flatline({ rule: 'silence' });
const MINUTES = DAY / MINUTE;
const nothing = (minutes: number) => Array.from({ length: minutes }, () => 0);

test('a service that usually speaks and stops is found after a quarter of an hour, until it is back', () => {
  const values = [...counts(2 * MINUTES, 5), ...nothing(40), ...counts(60, 5)];
  const found = findingsIn(silence, values);
  expect(beginnings(found)).toEqual([2 * MINUTES]);
  expect(found[0]?.at).toBe(MONDAY + (2 * MINUTES + 14) * MINUTE);
  expect(found[0]?.reason).toBe('no events for 15 min, usually heard in 59 of 60 minutes at this hour');
  expect(found.at(-1)?.at).toBe(MONDAY + (2 * MINUTES + 39) * MINUTE);
});

test('an hour of silence is severe', () => {
  const found = findingsIn(silence, [...counts(2 * MINUTES, 5), ...nothing(60)]);
  expect(found[0]?.severity).toBe('warning');
  expect(found.at(-1)).toMatchObject({ severity: 'severe', grade: 2 });
});

test('a service that ends its day at night is not missed until the hour at which it begins', () => {
  const office = (minute: number) => (minute % MINUTES >= 8 * 60 && minute % MINUTES < 18 * 60 ? 3 : 0);
  const values = [...counts(3 * MINUTES, office), ...nothing(9 * 60)];
  const found = findingsIn(silence, values).filter(({ at }) => at >= MONDAY + DAY + 12 * HOUR);
  const late = (found[0]?.at ?? 0) - MONDAY - 3 * DAY - 8 * HOUR;
  expect(late).toBeGreaterThanOrEqual(11 * MINUTE);
  expect(late).toBeLessThanOrEqual(15 * MINUTE);
});

test('a service that is heard once in ten minutes is waited for longer', () => {
  const seldom = Array.from({ length: 2 * MINUTES }, (_, minute) => (minute % 10 === 0 ? 1 : 0));
  expect(findingsIn(silence, [...seldom, ...nothing(60)])).toEqual([]);
  expect(beginnings(findingsIn(silence, [...seldom, ...nothing(130)]))).toEqual([2 * MINUTES - 9]);
});

test('a service that was never heard, or heard for minutes only, is not missed', () => {
  expect(findingsIn(silence, nothing(600))).toEqual([]);
  expect(findingsIn(silence, [...counts(20, 5), ...nothing(60)])).toEqual([]);
});

test('a service that is gone for good is missed for a day, not for ever', () => {
  const found = findingsIn(silence, [...counts(2 * MINUTES, 5), ...nothing(3 * MINUTES)]);
  const last = ((found.at(-1)?.at ?? 0) - MONDAY) / DAY;
  expect(last).toBeGreaterThan(2.9);
  expect(last).toBeLessThan(4);
});
