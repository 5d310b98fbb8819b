import { beforeAll, describe, expect, test } from 'vitest';
import { findChanged } from '../../src/aggregate/changed.ts';
import { recomputeMarked } from '../../src/aggregate/marks.ts';
import { answer, known } from '../../src/ask/index.ts';
import { quantile } from '../../src/core/sketch.ts';
import { HOUR } from '../../src/core/time.ts';
import { collectingFrom } from '../support/balena.ts';
import { openMemoryStore } from '../support/memory-store.ts';
import { questionIn, TIMEZONE } from '../unit/ask/world.ts';
import { apmDocuments, freshNamespace, writeDocuments } from './apm-data.ts';
import { exactQuantile, sumBy, type Trace, transactionsIn } from './apm-truth.ts';
import { apmSource, clock, ITEM, NOW, valuesIn } from './apm-world.ts';
import { sharedServer } from './server.ts';

const server = sharedServer();
const namespace = await freshNamespace(server);
const documents = await apmDocuments();
const traces = transactionsIn(documents);
const ofType = (...types: string[]) => traces.filter(({ transaction }) => types.includes(transaction.type));
const requests = ofType('request');
const store = openMemoryStore({ clock });
const ENDPOINT = ['service.name', 'http.route'];
const REQUEST = [...ENDPOINT, 'http.response.status_class'];
const PAGE = ['service.name', 'url.path'];
const CLICK = [...PAGE, 'click.target'];
const windowOfAll = { from: NOW - 3 * HOUR, to: NOW };

const routeOf = ({ transaction }: Trace) => transaction.name.replace(/^(GET|POST) /, '');
const classOf = ({ http }: Trace) => `${Math.floor((http?.response?.status_code ?? 0) / 100)}xx`;
const endpoint = (trace: Trace) => `${trace.service.name} ${routeOf(trace)}`;
const page = ({ service, url }: Trace) => `${service.name} ${url.path}`;

beforeAll(async () => {
  await writeDocuments(server, documents, namespace);
  await collect();
  // The errors are counted; what was measured beside them stays as it is.
  await recomputeMarked(store, await findChanged(store.documents, 1_000));
}, 120_000);

/** A process of its own, each time. */
async function collect() {
  const source = apmSource(server, namespace);
  const collecting = collectingFrom(source, store, clock);
  await collecting.collect(ITEM);
  await source.close();
  return collecting.events();
}

describe('real documents of Elastic APM are read as', () => {
  test('the requests by service, endpoint, class of status and minute, each by its weight', async () => {
    const truth = sumBy(requests, (trace) => `${endpoint(trace)} ${classOf(trace)}`);
    expect(Object.keys(truth).length).toBeGreaterThan(50);
    expect(await valuesIn(store, 'http.requests', REQUEST)).toEqual(truth);
  });

  test('the latency of each endpoint, true within what a histogram and a sketch round', async () => {
    expect(await valuesIn(store, 'http.request.duration', ENDPOINT)).toEqual(sumBy(requests, endpoint));
    const filter = { metric: 'http.request.duration', window: windowOfAll } as const;
    const all = await store.series.read(filter, HOUR, ENDPOINT);
    expect(all.length).toBeGreaterThan(10);
    for (const { labels, samples } of all) {
      const own = requests.filter((trace) => endpoint(trace) === Object.values(labels).join(' '));
      const [first, ...rest] = samples.map(({ bins }) => bins ?? {});
      const bins = { ...first };
      for (const [bin, count] of rest.flatMap(Object.entries))
        bins[Number(bin)] = (bins[Number(bin)] ?? 0) + count;
      const exact = own.flatMap(({ transaction: { duration, representative_count: weight } }) =>
        Array.from({ length: weight }, () => duration.us * 1_000),
      );
      for (const q of [0.5, 0.95]) {
        const truth = exactQuantile(exact, q);
        expect(Math.abs((quantile(bins, q) ?? 0) - truth) / truth).toBeLessThan(0.021);
      }
    }
  });

  test('page loads and what people saw of them, by page', async () => {
    const loads = ofType('page-load');
    expect(await valuesIn(store, 'page.load.duration', PAGE)).toEqual(sumBy(loads, page));
    expect(await valuesIn(store, 'page.largest_contentful_paint', PAGE)).toEqual(sumBy(loads, page));
    const exits = ofType('page-exit').filter(({ numeric_labels: labels }) => labels?.inp_value !== undefined);
    expect(await valuesIn(store, 'page.interaction_to_next_paint', PAGE)).toEqual(sumBy(exits, page));
    const shifts = Object.entries(await valuesIn(store, 'page.layout_shift', PAGE));
    expect(shifts.length).toBeGreaterThan(3);
    for (const [key, value] of shifts) {
      const own = loads.filter((trace) => Object.keys(sumBy([trace], page)).includes(key));
      const sum = own.reduce((all, { transaction }) => all + (transaction.experience?.cls ?? 0), 0);
      expect(value).toBeCloseTo(sum / own.length, 6);
    }
  });

  test('clicks by page and target, those that navigate too', async () => {
    const clicks = ofType('user-interaction', 'route-change');
    expect(clicks).toHaveLength(32);
    const target = ({ transaction }: Trace) => transaction.name.replace('Click - ', '');
    expect(await valuesIn(store, 'user.clicks', CLICK)).toEqual(
      sumBy(clicks, (trace) => `${page(trace)} ${target(trace)}`),
    );
  });

  test('errors, one code for each kind of message in a service, with the trace they belong to', async () => {
    const events = await store.events.count({ window: windowOfAll }, [
      'service.name',
      'error.type',
      'event.code',
    ]);
    const counts = events.map(({ key: [service, type], count }) => [service, type, count]);
    expect(counts.toSorted()).toEqual([
      ['lab-half', 'Error', 43],
      ['lab-half', 'TypeError', 25],
      ['lab-orders', 'Error', 61],
      ['lab-orders', 'TypeError', 29],
      ['lab-web', 'TypeError', 12],
    ]);
    expect(new Set(events.map(({ key }) => key[2])).size).toBe(5);
    const [event] = await store.events.find(
      { window: windowOfAll, where: { 'service.name': ['lab-orders'] } },
      1,
    );
    const written = documents.find(({ _source }) =>
      JSON.stringify(_source.trace)?.includes(event?.['trace.id'] ?? '-'),
    );
    expect(written).toBeDefined();
    expect(event?.['log.level']).toBe('error');
    expect(event?.['error.stack_trace']).toContain('at <anonymous> (app.js:1');
  });
});

test.each([
  ['latency lab-orders by endpoint last 1h', 5, ['/api/slow', '38'], ['/api/pay', '29']],
  ['failures lab-half by endpoint last 1h', 2, ['/api/fail', '44'], ['/api/pay', '40']],
  ['pages lab-web last 1h', 2, ['/', '6', '363 ms'], ['/checkout', '6', '253 ms']],
  ['clicks lab-web last 1h', 7, ['/cart', 'button["nav"]', '8'], ['/checkout', 'refresh-orders', '4']],
])('people can ask: %s', async (text, least, ...rows) => {
  const question = questionIn(text, { now: NOW, known: await known(store, clock, 0) });
  const { table } = await answer(question, { store, clock, timezone: TIMEZONE });
  expect(table?.rows.length).toBeGreaterThanOrEqual(least);
  for (const row of rows)
    expect(
      table?.rows.some((cells) => row.every((cell) => cells.includes(cell))),
      `${row} in ${table?.rows}`,
    ).toBe(true);
});

describe('nothing is lost and nothing is twice', () => {
  test('when it is read again, by another process', async () => {
    const before = [
      await valuesIn(store, 'http.requests', REQUEST),
      await valuesIn(store, 'user.clicks', CLICK),
    ];
    expect(await collect()).toHaveLength(170);
    expect([
      await valuesIn(store, 'http.requests', REQUEST),
      await valuesIn(store, 'user.clicks', CLICK),
    ]).toEqual(before);
  });

  test('when a document comes late: its minute is counted anew, and no other', async () => {
    const before = await valuesIn(store, 'http.requests', REQUEST);
    const sample = documents.find(({ _index, _source }) => {
      const text = JSON.stringify(_source);
      return _index === 'traces-apm-default' && text.includes('"GET /api/slow"') && text.includes('lab-half');
    });
    const late = { ...sample?._source, '@timestamp': '2026-11-24T14:58:30.000Z' };
    await writeDocuments(server, [{ _index: 'traces-apm-default', _id: 'late', _source: late }], namespace);
    await collect();
    const key = 'lab-half /api/slow 2xx 14:58';
    expect(await valuesIn(store, 'http.requests', REQUEST)).toEqual({
      ...before,
      [key]: (before[key] ?? 0) + 4,
    });
  });
});
