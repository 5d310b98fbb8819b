import { expect, test } from 'vitest';
import { KNOWN, questionIn } from './world.ts';

const iso = (text: string, now: string, timezone: string) => {
  const { from, to } = questionIn(text, { now: Date.parse(now), timezone, known: KNOWN }).time;
  return [from, to].map((at) => new Date(at).toISOString().replace(':00.000Z', 'Z'));
};

test('a day is 25 hours long when summer time ends', () => {
  expect(iso('errors 2026-10-25', '2026-11-24T14:30:00Z', 'Europe/Berlin')).toEqual([
    '2026-10-24T22:00Z',
    '2026-10-25T23:00Z',
  ]);
});

test('a day is 23 hours long when summer time begins', () => {
  expect(iso('errors yesterday', '2026-03-30T10:00:00Z', 'Europe/Berlin')).toEqual([
    '2026-03-28T23:00Z',
    '2026-03-29T22:00Z',
  ]);
});

test('a clock time is the one of its own day, before and after the change', () => {
  expect(iso('errors since saturday 9am', '2026-03-30T10:00:00Z', 'Europe/Berlin')[0]).toBe(
    '2026-03-28T08:00Z',
  );
  expect(iso('errors since sunday 9am', '2026-03-30T10:00:00Z', 'Europe/Berlin')[0]).toBe(
    '2026-03-29T07:00Z',
  );
});

test('the last 24 hours are 24 hours, whatever the clocks do', () => {
  expect(iso('errors last 24h', '2026-03-29T12:00:00Z', 'Europe/Berlin')).toEqual([
    '2026-03-28T12:00Z',
    '2026-03-29T12:00Z',
  ]);
});

test.each([
  ['America/New_York', '2026-11-24T05:00Z'],
  ['Asia/Kolkata', '2026-11-23T18:30Z'],
  ['Pacific/Auckland', '2026-11-24T11:00Z'],
  ['UTC', '2026-11-24T00:00Z'],
])('today begins at midnight in %s', (timezone, midnight) => {
  expect(iso('errors today', '2026-11-24T14:30:00Z', timezone)[0]).toBe(midnight);
});

test('weeks start on Monday, on a Sunday too', () => {
  expect(iso('errors this week', '2026-11-29T12:00:00Z', 'UTC')[0]).toBe('2026-11-23T00:00Z');
});
