import { expect, test } from 'vitest';
import { recompute } from '../../src/aggregate/recompute.ts';
import { dueDigest } from '../../src/core/digest-time.ts';
import { HOUR } from '../../src/core/time.ts';
import { event } from '../unit/aggregate/events.ts';
import { openWorld } from './slack-world.ts';

const NINE = Date.UTC(2026, 10, 24, 9);
const period = dueDigest({ daily: true, weekly: 1, at: { hours: 9, minutes: 0 }, timezone: 'UTC' }, NINE);
if (!period) throw new Error('a digest is due at nine');

/** A day with five alerts, three of them the same, and 20 errors after 10 the day before. */
async function openDay() {
  const world = await openWorld({ clock: { now: () => NINE } });
  const began = [1, 5, 9, 14, 30].map((hours) => NINE - hours * HOUR);
  for (const [index, startedAt] of began.entries())
    await world.put({
      id: `A-${index}`,
      startedAt,
      fingerprint: index < 3 ? 'pool' : `other-${index}`,
      state: index === 0 ? 'firing' : 'resolved',
      title: index < 3 ? 'checkout: <!channel> pool' : 'api: errors far above usual',
    });
  const errors = Array.from({ length: 20 }, () => event(NINE - 3 * HOUR));
  const before = Array.from({ length: 10 }, () => event(NINE - 30 * HOUR));
  await world.store.events.append([...errors, ...before]);
  await recompute(world.store, [NINE - 3 * HOUR, NINE - 30 * HOUR]);
  return world;
}

test('a day is told once, whoever tells it and however often', async () => {
  const { slack, worker, messages } = await openDay();
  await slack.delivery.digest(period);
  await Promise.allSettled([worker(), worker()].map(({ delivery }) => delivery.digest(period)));
  expect(await messages()).toHaveLength(1);
});

test('it says what happened, what is still open, and what alerts so often that it can be told less', async () => {
  const { slack, messages } = await openDay();
  await slack.delivery.digest(period);
  const [message] = await messages();
  expect(message?.text).toContain('4 alerts');
  expect(message?.text).toContain('1 alert still open');
  expect(message?.text).toContain('20 errors logged');
  const blocks = JSON.stringify(message?.blocks);
  expect(blocks).toContain('alerted 3 times');
  expect(blocks).toContain('"alert.noise:0"');
  expect(blocks).toContain('&lt;!channel&gt;');
  expect(blocks).not.toContain('<!channel>');
  expect(blocks.match(/"text":"(api|20|10)"/g)).toEqual(['"text":"api"', '"text":"20"', '"text":"10"']);
});
