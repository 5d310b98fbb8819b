import { expect, onTestFinished, test } from 'vitest';
import { playOtlp } from '../../sandbox/scenario/otlp.ts';
import { visitsOfMinute } from '../../sandbox/scenario/otlp-visits.ts';
import { recompute } from '../../src/aggregate/recompute.ts';
import { silentLog } from '../../src/core/log.ts';
import { bucketOf, HOUR, MINUTE } from '../../src/core/time.ts';
import { intakeWorld, TOKEN } from '../support/intake.ts';

test('the shop of the sandbox has pages, clicks and endpoints to ask about, and a restart tells nothing twice', async () => {
  const world = await intakeWorld();
  const now = Date.now();
  const play = () => playOtlp({ url: world.url, token: TOKEN, clock: { now: () => now }, log: silentLog });
  const first = play();
  onTestFinished(() => first.stop());
  await first.begun;
  const count = await world.count();
  expect(count).toBeGreaterThan(1_000);
  const second = play();
  onTestFinished(() => second.stop());
  await second.begun;
  expect(await world.count()).toBe(count);

  const minutes = Array.from({ length: 6 * 60 + 2 }, (_, index) => bucketOf(now, MINUTE) - index * MINUTE);
  await recompute(world.store, minutes);
  const pages = (await world.values('page.load.duration')).map(
    (series) => series['url.path' as keyof typeof series],
  );
  expect(pages).toEqual(expect.arrayContaining(['/', '/cart', '/products/:id', '/products/:id/reviews']));
  expect(await world.values('user.clicks')).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ 'service.name': 'web', 'click.target': 'button #buy-now' }),
    ]),
  );
  const routes = (await world.values('http.request.duration')).map(
    (series) => series['http.route' as keyof typeof series],
  );
  expect(routes.toSorted()).toEqual([
    '/v2/coupons',
    '/v2/recommendations',
    '/v2/reviews/:id',
    '/v2/stock/:id',
  ]);
});

test('a minute of the shop is the same whenever it is told', () => {
  const at = Date.UTC(2026, 10, 24, 15);
  expect(visitsOfMinute(at)).toEqual(visitsOfMinute(at + MINUTE / 2));
  expect(visitsOfMinute(at)).not.toEqual(visitsOfMinute(at + HOUR));
});
