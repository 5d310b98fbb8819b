import { beforeEach, expect, test } from 'vitest';
import { MOST_NAMES, OTHER } from '../../../src/aggregate/names.ts';
import { recompute } from '../../../src/aggregate/recompute.ts';
import type { LogEvent } from '../../../src/core/event.ts';
import type { MetricName } from '../../../src/core/metrics.ts';
import { quantile } from '../../../src/core/sketch.ts';
import { MINUTE } from '../../../src/core/time.ts';
import type { Store } from '../../../src/store/store.ts';
import { openMemoryStore } from '../../support/memory-store.ts';
import { TEN, turnedClock } from '../alerts/finding.ts';
import { event, request } from './events.ts';

let store: Store;
beforeEach(() => {
  store = openMemoryStore({ clock: turnedClock(TEN) });
});

const page = (path: string, route: string, ms: number) =>
  measured('page-load', { 'url.path': path, 'http.route': route, 'event.duration': ms * 1e6 });
const click = (route: string, target: string) =>
  measured('click', { 'http.route': route, 'click.target': target });

function measured(action: string, more: Partial<LogEvent>): LogEvent {
  return event(TEN, { 'service.name': 'web', 'log.level': 'info', 'event.action': action, ...more });
}

async function aggregate(...events: LogEvent[]) {
  await store.events.append(events);
  await recompute(store, [TEN]);
}

const read = (metric: MetricName, by: string[]) =>
  store.series.read({ metric, window: { from: TEN, to: TEN + MINUTE } }, MINUTE, by);

async function values(metric: MetricName, by: string[]) {
  const found = await read(metric, by);
  return Object.fromEntries(
    found.map(({ labels, samples }) => [by.map((name) => labels[name]).join(' '), samples[0]?.value]),
  );
}

test('what was measured is no log line and has no error code', async () => {
  const failed = { ...request(TEN, 503, '/v1/orders/:id', 20), 'log.level': 'error' as const };
  await aggregate(
    event(TEN),
    { ...failed, 'event.action': 'request' },
    page('/', '/', 900),
    click('/', 'button'),
  );
  expect(await values('log.events', ['service.name'])).toEqual({ api: 1 });
  expect(await values('log.codes', ['event.code'])).toEqual({ 'API-0001': 1 });
  expect(await values('http.requests', ['http.response.status_class'])).toEqual({ '5xx': 1 });
});

test('page loads have a true percentile by page, whatever ids are in its path', async () => {
  const loads = Array.from({ length: 100 }, (_, index) =>
    page(`/products/${index}`, '/products/:id', 10 * (index + 1)),
  );
  await aggregate(...loads, page('/cart', '/cart', 5));
  expect(await values('page.load.duration', ['url.path'])).toEqual({ '/products/:id': 100, '/cart': 1 });
  const products = (await read('page.load.duration', ['url.path'])).find(
    ({ labels }) => labels['url.path'] === '/products/:id',
  );
  expect(Math.abs((quantile(products?.samples[0]?.bins ?? {}, 0.95) ?? 0) / 950e6 - 1)).toBeLessThan(0.02);
});

test('clicks are counted by page and target; beyond 200 of either they are other, and none is left out', async () => {
  const many = Array.from({ length: MOST_NAMES + 7 }, (_, index) => click('/cart', `button #item-${index}`));
  await aggregate(...many, click('/cart', 'button #item-206'), click('/', 'a #help'));
  const clicks = await values('user.clicks', ['url.path', 'click.target']);
  expect(clicks[`/cart ${OTHER}`]).toBe(7);
  expect(clicks['/cart button #item-206']).toBe(2);
  expect(await values('user.clicks', ['url.path'])).toEqual({ '/cart': MOST_NAMES + 8, '/': 1 });
});

test('a route is named alike among requests and among their durations', async () => {
  const quick = Array.from({ length: MOST_NAMES }, (_, index) => request(TEN, 200, `/${index}`));
  await aggregate(...quick, ...quick.map((one) => ({ ...one, 'event.id': `${one['event.id']}b` })));
  await aggregate(request(TEN, 200, '/late', 5));
  expect(await values('http.request.duration', ['http.route'])).toEqual({ [OTHER]: 1 });
  expect((await values('http.requests', ['http.route']))[OTHER]).toBe(1);
});

test('points that a source has measured by itself stay, where no event says otherwise', async () => {
  const labels = { 'service.name': 'billing', 'http.route': '/pay', 'http.response.status_class': '2xx' };
  await store.series.write([{ metric: 'http.requests', labels, at: TEN, value: 40 }]);
  await aggregate(request(TEN, 200, '/'));
  expect(await values('http.requests', ['service.name'])).toEqual({ billing: 40, api: 1 });
});
