import { beforeEach, expect, test } from 'vitest';
import { findChanged, markChanged } from '../../../src/aggregate/changed.ts';
import { alone, LEASE } from '../../../src/aggregate/lease.ts';
import { recomputeMarked } from '../../../src/aggregate/marks.ts';
import { MOST_NAMES, OTHER } from '../../../src/aggregate/names.ts';
import { recompute } from '../../../src/aggregate/recompute.ts';
import type { LogEvent } from '../../../src/core/event.ts';
import type { MetricName } from '../../../src/core/metrics.ts';
import { quantile } from '../../../src/core/sketch.ts';
import { HOUR, MINUTE, SECOND } from '../../../src/core/time.ts';
import type { Store } from '../../../src/store/store.ts';
import { openMemoryStore } from '../../support/memory-store.ts';
import { TEN, turnedClock } from '../alerts/finding.ts';
import { event, request } from './events.ts';

const clock = turnedClock(TEN);
let store: Store;
beforeEach(() => {
  store = openMemoryStore({ clock });
});

/** Stores as a collect job does. */
async function append(...events: LogEvent[]) {
  await store.events.append(events);
  await markChanged(
    store.documents,
    events.map((stored) => stored['@timestamp']),
  );
}

async function aggregate() {
  await recomputeMarked(store, await findChanged(store.documents, 1_000));
}

/** Points as text: labels without the service, minute after 10:00, value. */
async function points(metric: MetricName, by: string[]) {
  const series = await store.series.read(
    { metric, window: { from: TEN - HOUR, to: TEN + HOUR } },
    MINUTE,
    by,
  );
  return series
    .flatMap(({ labels, samples }) =>
      samples.map(
        ({ at, value }) => `${by.map((name) => labels[name]).join(' ')} ${(at - TEN) / MINUTE}: ${value}`,
      ),
    )
    .sort();
}

test('a late event changes the bucket it belongs to', async () => {
  await append(event(TEN + 30 * SECOND), event(TEN + 40 * SECOND));
  await aggregate();
  await append(event(TEN + 61 * SECOND));
  await append(event(TEN + 50 * SECOND));
  await aggregate();
  expect(await points('log.events', ['log.level'])).toEqual(['error 0: 3', 'error 1: 1']);
});

test('a replay changes nothing', async () => {
  const events = [
    event(TEN),
    event(TEN + 5 * MINUTE, { 'log.level': 'warn', 'event.code': 'API-2' }),
    request(TEN, 200, '/', 5),
  ];
  await append(...events);
  await aggregate();
  const before = await Promise.all([
    points('log.codes', ['event.code']),
    points('http.requests', ['http.route']),
  ]);
  await append(...events);
  await aggregate();
  await aggregate();
  expect(
    await Promise.all([points('log.codes', ['event.code']), points('http.requests', ['http.route'])]),
  ).toEqual(before);
});

test('warnings and errors have a series for each code, other levels are only counted', async () => {
  await append(
    event(TEN),
    event(TEN, { 'log.level': 'warn', 'event.code': 'API-2' }),
    event(TEN, { 'log.level': 'info' }),
  );
  await aggregate();
  expect(await points('log.codes', ['log.level', 'event.code'])).toEqual([
    'error API-0001 0: 1',
    'warn API-2 0: 1',
  ]);
  expect(await points('log.events', ['log.level'])).toEqual(['error 0: 1', 'info 0: 1', 'warn 0: 1']);
});

test('an event that grew into another code leaves no count behind', async () => {
  const head = event(TEN, { 'event.code': 'API-HEAD' });
  await append(head);
  await aggregate();
  await append({ ...head, revision: 4, 'event.code': 'API-WHOLE' });
  await aggregate();
  expect(await points('log.codes', ['event.code'])).toEqual(['API-HEAD 0: 0', 'API-WHOLE 0: 1']);
});

test('requests are counted by route and class, and their durations give a true percentile', async () => {
  const answered = Array.from({ length: 100 }, (_, index) => request(TEN, 200, '/v1/orders/:id', index + 1));
  await append(...answered, request(TEN, 503, '/v1/orders/:id'), request(TEN, 404, ''));
  await aggregate();
  expect(await points('http.requests', ['http.route', 'http.response.status_class'])).toEqual([
    '(unknown) 4xx 0: 1',
    '/v1/orders/:id 2xx 0: 100',
    '/v1/orders/:id 5xx 0: 1',
  ]);
  const [series] = await store.series.read(
    { metric: 'http.request.duration', window: { from: TEN, to: TEN + MINUTE } },
    MINUTE,
    [],
  );
  expect(series?.samples[0]?.value).toBe(100);
  expect(Math.abs((quantile(series?.samples[0]?.bins ?? {}, 0.95) ?? 0) / 95e6 - 1)).toBeLessThan(0.02);
});

test('beyond 200 routes requests are counted as other, and none is left out', async () => {
  const routes = Array.from({ length: MOST_NAMES + 30 }, (_, index) => request(TEN, 200, `/${index}`));
  await append(...routes, request(TEN, 200, '/229'));
  await aggregate();
  const counted = await points('http.requests', ['http.route']);
  expect(counted).toHaveLength(MOST_NAMES + 1);
  expect(counted).toContain(`${OTHER} 0: 30`);
  expect(counted).toContain('/229 0: 2');
  await append(request(TEN + MINUTE, 200, '/new'), request(TEN + MINUTE, 200, '/229'));
  await aggregate();
  expect(await points('http.requests', ['http.route'])).toEqual(
    expect.arrayContaining([`${OTHER} 1: 1`, '/229 1: 1']),
  );
});

test('only the minutes asked for are written, far apart or near', async () => {
  const minutes = [0, 3, 7, 50].map((minute) => TEN + minute * MINUTE);
  await store.events.append([...minutes, TEN + 5 * MINUTE].map((at) => event(at)));
  await recompute(store, minutes);
  expect(await points('log.events', ['log.level'])).toEqual([
    'error 0: 1',
    'error 3: 1',
    'error 50: 1',
    'error 7: 1',
  ]);
});

test('a mark that came in between stays, one that another worker took is made again', async () => {
  await append(event(TEN), event(TEN + MINUTE));
  const seen = await findChanged(store.documents, 10);
  await append(event(TEN + SECOND));
  await store.documents.remove(
    'changed',
    seen.filter(({ id }) => Number(id) === TEN + MINUTE),
  );
  await recomputeMarked(store, seen);
  expect((await findChanged(store.documents, 10)).map(({ id }) => Number(id)).sort()).toEqual([
    TEN,
    TEN + MINUTE,
  ]);
  await aggregate();
  expect(await findChanged(store.documents, 10)).toEqual([]);
});

test('one worker at a time recomputes; one that died is waited for and no longer', async () => {
  const ran: string[] = [];
  const inside = alone(store.documents, clock, async () => {
    expect(await alone(store.documents, clock, async () => void ran.push('second'))).toBe(false);
    clock.set(TEN + LEASE + 1);
    expect(await alone(store.documents, clock, async () => void ran.push('third'))).toBe(true);
  });
  expect(await inside).toBe(true);
  expect(ran).toEqual(['third']);
});
