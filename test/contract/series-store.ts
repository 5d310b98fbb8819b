import { expect, test } from 'vitest';
import type { Point } from '../../src/core/series.ts';
import { type Bins, binOf, mergeBins, quantile } from '../../src/core/sketch.ts';
import { DAY, HOUR, MINUTE } from '../../src/core/time.ts';
import type { SeriesStore } from '../../src/store/series-store.ts';
import type { OpenStore } from './open-store.ts';

const NOON = Date.UTC(2026, 10, 24, 12);
const DAYS = { from: NOON - 10 * DAY, to: NOON + 10 * DAY };
const EVENTS = { metric: 'log.events', window: DAYS } as const;
const LATENCY = { metric: 'http.request.duration', window: DAYS } as const;

function point(minute: number, service: string, level: string, value: number): Point {
  return {
    metric: 'log.events',
    labels: { 'service.name': service, 'log.level': level },
    at: NOON + minute * MINUTE,
    value,
  };
}

function measured(minute: number, route: string, durations: readonly number[]): Point {
  const bins = durations
    .map((duration): Bins => ({ [binOf(duration)]: 1 }))
    .reduce((all, bin) => mergeBins(all, bin), {});
  const labels = { 'service.name': 'api', 'http.route': route };
  return {
    metric: 'http.request.duration',
    labels,
    at: NOON + minute * MINUTE,
    value: durations.length,
    bins,
  };
}

/** Deterministic and long-tailed, in nanoseconds. */
function durations(count: number, seed: number): number[] {
  return Array.from(
    { length: count },
    (_, index) => 1_000_000 * (1 + (((index + seed) * 7_919) % 997) ** 2 / 500),
  );
}

export function seriesStoreContract(open: OpenStore): void {
  const withSeries = (name: string, body: (series: SeriesStore) => Promise<void>) =>
    test(name, async () => {
      const store = await open({ now: () => NOON });
      await body(store.series).finally(store.close);
    });

  withSeries('a series comes back in order, buckets without data left out', async (series) => {
    await series.write([point(5, 'api', 'error', 2), point(0, 'api', 'error', 1)]);
    expect(await series.read(EVENTS, MINUTE, ['service.name', 'log.level'])).toEqual([
      {
        metric: 'log.events',
        labels: { 'service.name': 'api', 'log.level': 'error' },
        samples: [
          { at: NOON, value: 1 },
          { at: NOON + 5 * MINUTE, value: 2 },
        ],
      },
    ]);
  });

  withSeries('a bucket written again is replaced, and its hour with it', async (series) => {
    await series.write([point(0, 'api', 'error', 1), point(1, 'api', 'error', 10)]);
    await series.write([point(0, 'api', 'error', 5)]);
    await series.write([point(2, 'api', 'error', 1), point(2, 'api', 'error', 2)]);
    await series.write([]);
    const [minutes] = await series.read(EVENTS, MINUTE, []);
    expect(minutes?.samples.map(({ value }) => value)).toEqual([5, 10, 2]);
    expect(await series.read(EVENTS, HOUR, [])).toMatchObject([{ samples: [{ at: NOON, value: 17 }] }]);
  });

  withSeries('counters are summed over the labels that are not asked for', async (series) => {
    await series.write([
      point(0, 'api', 'error', 1), point(0, 'api', 'warn', 2), point(0, 'web', 'error', 4), point(61, 'web', 'warn', 8),
    ]); // biome-ignore format: a list to read
    expect(await series.read(EVENTS, MINUTE, [])).toEqual([
      {
        metric: 'log.events',
        labels: {},
        samples: [
          { at: NOON, value: 7 },
          { at: NOON + 61 * MINUTE, value: 8 },
        ],
      },
    ]);
    const byService = await series.read(EVENTS, HOUR, ['service.name']);
    expect(Object.fromEntries(byService.map((one) => [one.labels['service.name'], one.samples]))).toEqual({
      api: [{ at: NOON, value: 3 }],
      web: [
        { at: NOON, value: 4 },
        { at: NOON + HOUR, value: 8 },
      ],
    });
    expect(await series.read({ ...EVENTS, window: { from: 0, to: 1 } }, MINUTE, [])).toEqual([]);
  });

  withSeries('series are filtered by their labels', async (series) => {
    await series.write([
      point(0, 'api', 'error', 1),
      point(0, 'api', 'warn', 2),
      point(0, 'web', 'error', 4),
    ]);
    const total = async (filter: object) =>
      (await series.read({ ...EVENTS, ...filter }, MINUTE, []))[0]?.samples[0]?.value;
    expect(await total({ where: { 'service.name': ['api'] } })).toBe(3);
    expect(await total({ where: { 'service.name': ['api', 'web'], 'log.level': ['error'] } })).toBe(5);
    expect(await total({ not: { 'log.level': ['error'] } })).toBe(2);
    expect(await total({ where: { 'http.route': [''] } })).toBe(7);
    expect(await total({ where: { 'service.name': [] } })).toBeUndefined();
    expect(await total({ metric: 'log.codes' })).toBeUndefined();
    expect(await total({ window: { from: NOON, to: NOON + 1 } })).toBe(7);
    expect(await total({ window: { from: NOON + 1, to: NOON + MINUTE } })).toBeUndefined();
  });

  withSeries('a p95 over a day and several endpoints is true to 1 %', async (series) => {
    const all: number[] = [];
    for (const [hour, route] of [
      [0, '/a'],
      [1, '/b'],
      [7, '/a'],
    ] as const) {
      const points = [0, 1, 2].map((minute) => {
        const values = durations(150, hour * 1_000 + minute * 150);
        all.push(...values);
        return measured(hour * 60 + minute, route, values);
      });
      await series.write(points);
    }
    all.sort((a, b) => a - b);
    const exact = all[Math.floor(0.95 * (all.length - 1))]!;
    for (const step of [MINUTE, HOUR] as const) {
      const [read] = await series.read(LATENCY, step, []);
      expect(read?.samples.reduce((sum, { value }) => sum + value, 0)).toBe(all.length);
      const bins = read!.samples.reduce((merged, sample) => mergeBins(merged, sample.bins ?? {}), {});
      expect(Math.abs(quantile(bins, 0.95)! / exact - 1)).toBeLessThan(0.0101);
    }
  });

  withSeries('an hour is what its minutes put together are, however they came in', async (series) => {
    const minutes = Array.from({ length: 60 }, (_, minute) => measured(minute, '/a', durations(20, minute)));
    await Promise.all(minutes.toReversed().map((one) => series.write([one])));
    const bins = minutes.reduce<Bins>((all, one) => mergeBins(all, one.bins ?? {}), {});
    expect(await series.read(LATENCY, HOUR, ['http.route'])).toEqual([
      {
        metric: 'http.request.duration',
        labels: { 'http.route': '/a' },
        samples: [{ at: NOON, value: 1_200, bins }],
      },
    ]);
  });

  withSeries('label sets are listed if they have a point in the window', async (series) => {
    await series.write([point(0, 'api', 'error', 1), point(2 * 24 * 60, 'web', 'error', 1)]);
    const list = (from: number, to: number) => series.list({ ...EVENTS, window: { from, to } });
    expect(await list(NOON, NOON + 1)).toEqual([{ 'service.name': 'api', 'log.level': 'error' }]);
    expect(await list(NOON + 1, NOON + MINUTE)).toEqual([]);
    expect(await list(NOON, NOON + 3 * DAY)).toHaveLength(2);
    expect(await series.list({ ...EVENTS, where: { 'service.name': ['web'] } })).toHaveLength(1);
  });

  withSeries('minutes and hours are dropped by whole days, each at its own age', async (series) => {
    await series.write([-3, -2, 0].map((day) => point(day * 24 * 60, 'api', 'error', 1)));
    await series.drop(NOON - DAY, NOON - 2 * DAY);
    const days = async (step: typeof MINUTE | typeof HOUR) =>
      (await series.read(EVENTS, step, []))[0]?.samples.map(({ at }) => (at - NOON) / DAY);
    expect(await days(MINUTE)).toEqual([0]);
    expect(await days(HOUR)).toEqual([-2, 0]);
    expect(await series.list({ ...EVENTS, window: { from: NOON - 2 * DAY, to: NOON - DAY } })).toHaveLength(
      1,
    );
  });

  withSeries('a late point does not spoil an hour whose minutes are dropped', async (series) => {
    await series.write([point(0, 'api', 'error', 1), point(1, 'api', 'error', 10)]);
    await series.drop(NOON + DAY, NOON - DAY);
    await series.write([point(1, 'api', 'error', 12), point(24 * 60, 'api', 'error', 3)]);
    expect((await series.read(EVENTS, HOUR, []))[0]?.samples).toEqual([
      { at: NOON, value: 11 }, { at: NOON + DAY, value: 3 },
    ]); // biome-ignore format: a list to read
  });

  withSeries('labels with any text name a series of their own', async (series) => {
    const names = ['a"b', "a'b", 'a\\b', 'a,b=c', 'a\tb', 'ä', '名'.repeat(2_000), '', 'half \ud800'];
    await series.write(names.map((name, index) => point(0, name, 'error', index)));
    const read = await series.read(EVENTS, MINUTE, ['service.name']);
    const values = Object.fromEntries(
      read.map(({ labels, samples }) => [labels['service.name'], samples[0]?.value]),
    );
    expect(values).toEqual(Object.fromEntries(names.map((name, index) => [name.toWellFormed(), index])));
    for (const name of names)
      expect(await series.list({ ...EVENTS, where: { 'service.name': [name] } })).toHaveLength(1);
  });
}
