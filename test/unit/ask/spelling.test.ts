import { expect, test } from 'vitest';
import { isSlip, nearest } from '../../../src/ask/words/spelling.ts';
import { ask, KNOWN } from './world.ts';

test.each([
  ['erorrs', 'errors'],
  ['latnecy', 'latency'],
  ['chekcout', 'checkout'],
  ['webb', 'web'],
  ['requsts', 'requests'],
  ['notifcations', 'notifications'],
])('%s is a slip for %s', (typed, meant) => {
  expect(isSlip(typed, meant)).toBe(true);
});

test.each([
  ['dogs', 'logs'],
  ['hot', 'host'],
  ['connection', 'connected'],
  ['router', 'routes'],
  ['terrors', 'errors'],
  ['paid', 'api'],
])('%s is no slip for %s', (typed, meant) => {
  expect(isSlip(typed, meant)).toBe(false);
});

/** English words that look like ours, or come up beside them. */
const ENGLISH =
  'dogs costs process protection security comments commands events connection router window workers customer deploys releases versions region invoice basket queue cache thread database migration feature branch commit reports budget meeting coffee lodges pots coded clocks terrors';

test.each(ENGLISH.split(' '))('the English word "%s" is never taken for a word of ours', (word) => {
  expect(ask(`errors api ${word}`).kind).toBe('unclear');
});

test('the nearest names come first, and far ones not at all', () => {
  expect(nearest('billing', KNOWN.services)).toEqual(['billing-worker']);
  expect(nearest('zzz', KNOWN.services)).toEqual([]);
});
