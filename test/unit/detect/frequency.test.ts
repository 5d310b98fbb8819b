import { expect, test } from 'vitest';
import { MINUTE } from '../../../src/core/time.ts';
import { FrequencyState, frequency } from '../../../src/detect/rules/frequency.ts';
import { beginnings, findingsIn, MONDAY, SUBJECT } from './series.ts';

const rule = frequency({ rule: 'many', noun: 'errors', threshold: 10, windowMinutes: 5 });

test('the limit counts what is in the window, to the event', () => {
  expect(findingsIn(rule, [3, 3, 3, 0, 0, 3, 3])).toEqual([]);
  expect(findingsIn(rule, [3, 3, 3, 0, 1])).toMatchObject([
    { seen: 10, at: MONDAY + 4 * MINUTE, reason: '10 errors in 5 min, the limit is 10' },
  ]);
});

test('it is one episode while it lasts, and another after a pause', () => {
  const found = findingsIn(rule, [10, 2, ...Array.from({ length: 30 }, () => 0), 11]);
  expect(beginnings(found)).toEqual([0, 32]);
});

test('codes are counted each for itself', () => {
  const of = (code: string) => ({ ...SUBJECT, labels: { 'event.code': code } });
  let state = rule.start();
  for (const code of ['API-1', 'API-2', 'API-3']) {
    const verdict = rule.step(state, { at: MONDAY, value: 9 }, of(code), false);
    expect(verdict.finding).toBeUndefined();
    state = verdict.state;
  }
  expect(rule.step(state, { at: MONDAY + MINUTE, value: 1 }, of('API-2'), false).finding?.seen).toBe(10);
});

test('a late event is counted in its minute, and a minute fed again is not counted twice', () => {
  const feed = (samples: [number, number][]) => {
    let state = rule.start();
    return samples.map(([minute, value]) => {
      const verdict = rule.step(state, { at: MONDAY + minute * MINUTE, value }, SUBJECT, false);
      state = FrequencyState.parse(JSON.parse(JSON.stringify(verdict.state)));
      return verdict.finding?.seen;
    });
  };
  expect(
    feed([
      [0, 4],
      [2, 5],
      [0, 4],
      [2, 5],
    ]),
  ).toEqual([undefined, undefined, undefined, undefined]);
  expect(
    feed([
      [0, 4],
      [2, 5],
      [0, 5],
      [2, 5],
    ]),
  ).toEqual([undefined, undefined, undefined, 10]);
});
