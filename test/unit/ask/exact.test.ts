import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plan } from '../../../src/ask/answer/plan.ts';
import { readExactly } from '../../../src/ask/answer/read-exactly.ts';
import { selectionOf } from '../../../src/ask/answer/selection.ts';
import { totalOf } from '../../../src/ask/answer/tallies.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../../src/core/time.ts';
import { openMemoryStore } from '../../support/memory-store.ts';
import { aggregate, clock, collect, event } from './stored.ts';
import { NOW, questionIn } from './world.ts';

const START = NOW - 2 * DAY;
const moment = fc.integer({ min: START, max: NOW - 1 });
const question = questionIn('errors api');

test('whatever the window and however far aggregation has come, the sum is what counting events gives', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(moment, { maxLength: 60 }),
      fc.array(moment, { maxLength: 20 }),
      moment,
      moment,
      async (early, late, one, other) => {
        const store = openMemoryStore({ clock });
        await collect(
          store,
          early.map((at) => event(at)),
        );
        await aggregate(store);
        await collect(
          store,
          late.map((at) => event(at)),
        );
        const window = { from: Math.min(one, other), to: Math.max(one, other) + 1 };
        const tallies = await readExactly(store, selectionOf(question, []), window, [], HOUR);
        const inWindow = [...early, ...late].filter((at) => at >= window.from && at < window.to).length;
        return tallies.reduce((sum, tally) => sum + totalOf(tally), 0) === inWindow;
      },
    ),
    { numRuns: 60 },
  );
});

test('a plan leaves nothing out, and reads nothing twice', () => {
  fc.assert(
    fc.property(
      moment,
      fc.integer({ min: 1, max: 2 * DAY }),
      fc.array(moment, { maxLength: 40 }),
      fc.constantFrom(MINUTE, HOUR),
      (from, length, stale, step) => {
        const window = { from, to: from + length };
        const minutes = stale.map((at) => at - (at % MINUTE));
        const segments = plan(window, minutes, step);
        const ends = [...segments.map((segment) => segment.window.from), window.to];
        const starts = [window.from, ...segments.map((segment) => segment.window.to)];
        expect(ends).toEqual(starts);
      },
    ),
  );
});

test('a long window is read by the hour, but for its edges', () => {
  const to = Date.parse('2026-11-24T14:30:20Z');
  const read = plan({ from: to - 12 * HOUR, to }, [], HOUR).map(
    ({ from, window }) => `${from} ${(window.to - window.from) / SECOND}`,
  );
  expect(read).toEqual(['events 40', 'minutes 1740', 'hours 39600', 'minutes 1800', 'events 20']);
});

test('a text that must not be there is taken off', async () => {
  const store = openMemoryStore({ clock });
  await collect(store, [
    event(NOW - MINUTE),
    event(NOW - MINUTE, { message: 'request timeout' }),
    event(NOW - 2 * MINUTE, { message: 'TIMEOUT again' }),
  ]);
  const asked = questionIn('errors api without timeouts');
  const tallies = await readExactly(store, selectionOf(asked, []), asked.time, [], MINUTE);
  expect(tallies.map(totalOf)).toEqual([1]);
});
