import fc from 'fast-check';
import { expect, test } from 'vitest';
import { signature } from '../../../sandbox/slack/delivery/signed-http.ts';
import { createIds } from '../../../sandbox/slack/ids.ts';
import { createRateLimits } from '../../../sandbox/slack/rate-limits.ts';
import { createResponseUrls } from '../../../sandbox/slack/response-urls.ts';
import { createTriggers } from '../../../sandbox/slack/triggers.ts';
import { pageOf } from '../../../sandbox/slack/web-api/paging.ts';
import { createTimestamps } from '../../../sandbox/slack/workspace/timestamps.ts';

function turnedClock(start = 1_700_000_000_000) {
  let at = start;
  return { now: () => at, turn: (milliseconds: number) => (at += milliseconds) };
}

test('every ts is later than the one before, also within a millisecond and when the clock goes back', () => {
  const clock = turnedClock();
  const next = createTimestamps(clock, '1700000000.500000');
  const first = [next(), next()];
  expect(first).toEqual(['1700000000.500001', '1700000000.500002']);
  clock.turn(-60_000);
  expect(next()).toBe('1700000000.500003');
  clock.turn(120_000);
  expect(next()).toBe('1700000060.000000');
});

test('a channel takes a burst of four, then one message a second', () => {
  const clock = turnedClock();
  const limits = createRateLimits(clock);
  const post = () => limits.take('chat.postMessage', 'post', 'C1');
  for (let count = 0; count < 4; count += 1) post();
  expect(post).toThrow('ratelimited');
  clock.turn(1_000);
  expect(post).not.toThrow();
  expect(post).toThrow('ratelimited');
});

test('a tier is a number of calls a minute, and says how long to wait', () => {
  const clock = turnedClock();
  const limits = createRateLimits(clock);
  const call = () => limits.take('users.list', 2, '');
  for (let count = 0; count < 20; count += 1) call();
  expect(call).toThrow(expect.objectContaining({ code: 'ratelimited', details: { retryAfter: 3 } }));
  clock.turn(3_000);
  expect(call).not.toThrow();
});

test('a trigger and a response_url have their time', () => {
  const clock = turnedClock();
  const triggers = createTriggers(clock, createIds());
  const trigger = triggers.make('U1');
  clock.turn(3_001);
  expect(() => triggers.exchange(trigger)).toThrow('expired_trigger_id');
  const urls = createResponseUrls(clock, createIds());
  const key = urls.make({ user: 'U1', channel: 'C1' }).split('/').at(-1) ?? '';
  expect(urls.use(key)).toEqual({ user: 'U1', channel: 'C1' });
  clock.turn(30 * 60_000 + 1);
  expect(() => urls.use(key)).toThrow('expired_url');
});

test('paging through a list meets every item once, in order', () => {
  const list = fc.uniqueArray(fc.string({ minLength: 1 }));
  fc.assert(
    fc.property(list, fc.integer({ min: 1, max: 9 }), (all, limit) => {
      const met: string[] = [];
      let cursor = '';
      do {
        const page = pageOf(all, (item) => item, cursor, limit);
        met.push(...page.items);
        cursor = page.next;
      } while (cursor !== '');
      expect(met).toEqual(all);
    }),
  );
  expect(() => pageOf(['a'], String, 'nonsense', 1)).toThrow('invalid_cursor');
});

test('a signature is the one that Slack documents', () => {
  const body =
    'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c';
  expect(signature('8f742231b10e8888abcd99yyyzzz85a5', '1531420618', body)).toBe(
    'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503',
  );
});
