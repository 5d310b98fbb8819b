import type { Instant } from '../../src/core/time.ts';
import { bucketOf, MINUTE } from '../../src/core/time.ts';
import { type Chance, chance } from './chance.ts';
import { CLIENT_SIDE, type Measured, SERVER_SIDE } from './otlp-spans.ts';
import { season } from './season.ts';

const SHOP = 'https://shop.example';
/** Visits a minute at an average hour. */
const RATE = 4;

type Page = readonly [path: string, medianMs: number];
const PAGES: readonly [Page, ...Page[]] = [
  ['/', 900],
  ['/search', 1_300],
  ['/products', 1_100],
  ['/products/:id', 1_250],
  ['/products/:id', 1_250],
  ['/products/:id/reviews', 1_600],
  ['/categories/shoes', 1_050],
  ['/categories/jackets', 1_050],
  ['/cart', 700],
  ['/checkout', 1_900],
  ['/account', 800],
  ['/account/orders', 1_500],
  ['/help', 500],
];
const TARGETS = ['add-to-cart', 'buy-now', 'search', 'menu', 'apply-coupon', 'next-page'] as const;

/** Endpoints that write no log line: what is known of them is what their spans say. */
type Call = readonly [method: string, route: string, medianMs: number];
const CALLS: readonly [Call, ...Call[]] = [
  ['GET', '/v2/recommendations', 85],
  ['GET', '/v2/stock/:id', 18],
  ['GET', '/v2/reviews/:id', 55],
  ['POST', '/v2/coupons', 130],
];

/** What the people who came in the minute of `at` did, measured in their browsers and by the service behind: the same whenever it is asked. */
export function visitsOfMinute(at: Instant): Measured[] {
  const minute = bucketOf(at, MINUTE);
  const luck = chance('otlp', minute);
  const visits = luck.count(RATE * season(minute));
  return Array.from({ length: visits }, (_, visit) =>
    visitOf(minute + luck.between(0, MINUTE - 1), chance('otlp', minute, visit)),
  ).flat();
}

function visitOf(at: Instant, luck: Chance): Measured[] {
  const [page, median] = luck.pick(PAGES);
  const url = `${SHOP}${withId(page, luck)}`;
  const load = Math.round(luck.around(median, 0.35));
  const traceId = luck.hex(32);
  const clicks = Array.from({ length: luck.count(1.2) }, (_, index) =>
    clickOf(at + load + 1_500 * (index + 1), url, luck),
  );
  return [
    {
      ...CLIENT_SIDE,
      name: 'documentLoad',
      ...{ at, ms: load, traceId, spanId: luck.hex(16) },
      attributes: { 'url.full': url, 'user_agent.original': 'Mozilla/5.0' },
    },
    ...Array.from({ length: luck.between(1, 2) }, () => callOf(at + luck.between(20, 400), traceId, luck)),
    ...clicks,
  ];
}

function clickOf(at: Instant, url: string, luck: Chance): Measured {
  const xpath = `//*[@id="${luck.pick(TARGETS)}"]`;
  return {
    ...CLIENT_SIDE,
    name: 'click',
    ...{ at, ms: luck.between(4, 60), traceId: luck.hex(32), spanId: luck.hex(16) },
    attributes: { event_type: 'click', target_element: 'BUTTON', target_xpath: xpath, 'url.full': url },
  };
}

function callOf(at: Instant, traceId: string, luck: Chance): Measured {
  const [method, route, median] = luck.pick(CALLS);
  const isBad = luck.next() < 0.008;
  return {
    ...SERVER_SIDE,
    name: `${method} ${route}`,
    ...{ at, ms: Math.max(1, Math.round(luck.around(median, 0.5))), traceId, spanId: luck.hex(16), isBad },
    attributes: {
      'http.request.method': method,
      'http.route': route,
      'url.path': withId(route, luck),
      'http.response.status_code': isBad ? luck.pick([500, 503]) : 200,
    },
  };
}

function withId(path: string, luck: Chance): string {
  return path.replace(':id', String(luck.between(10_000, 10_400)));
}
