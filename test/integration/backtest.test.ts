import { expect, test } from 'vitest';
import { recompute } from '../../src/aggregate/recompute.ts';
import { backtest } from '../../src/alerts/backtest.ts';
import { DAY, HOUR, MINUTE } from '../../src/core/time.ts';
import { rulesOf } from '../../src/detect/registry.ts';
import { openMemoryStore } from '../support/memory-store.ts';
import { event } from '../unit/aggregate/events.ts';
import { turnedClock } from '../unit/alerts/finding.ts';

const NOW = Date.UTC(2026, 10, 24, 12);
const { signal } = new AbortController();

/** Two bursts of 60 errors each, one of them before the last day. */
async function burstsAt(...times: number[]) {
  const store = openMemoryStore({ clock: turnedClock(NOW) });
  const events = times.flatMap((at) => Array.from({ length: 60 }, () => event(at)));
  await store.events.append(events);
  await recompute(store, times);
  return store;
}

const many = { kind: 'frequency', name: 'many', threshold: 50, windowMinutes: 5 };
const mine = (settings: object) => rulesOf([settings]).filter(({ name }) => name === 'many');

test('a rule is told how often it would have fired, once an episode, and only within the days asked about', async () => {
  const { series } = await burstsAt(
    NOW - 30 * HOUR,
    NOW - 10 * HOUR,
    NOW - 9 * HOUR,
    NOW - 9 * HOUR + MINUTE,
  );
  const found = await backtest(mine(many), series, { from: NOW - DAY, to: NOW }, signal);
  expect(found.map(({ rule, owner, since }) => ({ rule, owner, since }))).toEqual([
    { rule: 'many', owner: 'api', since: NOW - 9 * HOUR },
    { rule: 'many', owner: 'api', since: NOW - 10 * HOUR },
  ]);
  expect(found[0]?.reason).toContain('120 error');
});

test('a threshold that was never reached would not have fired', async () => {
  const { series } = await burstsAt(NOW - HOUR);
  const window = { from: NOW - DAY, to: NOW };
  expect(await backtest(mine({ ...many, threshold: 500 }), series, window, signal)).toEqual([]);
});
