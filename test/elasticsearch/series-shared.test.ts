import { afterAll, beforeAll, expect, test } from 'vitest';
import { UpstreamError } from '../../src/core/errors.ts';
import { silentLog } from '../../src/core/log.ts';
import type { Point } from '../../src/core/series.ts';
import { type Bins, mergeBins } from '../../src/core/sketch.ts';
import { DAY, HOUR, MINUTE } from '../../src/core/time.ts';
import { openElasticsearchStore } from '../../src/store/elasticsearch/elasticsearch-store.ts';
import type { Store } from '../../src/store/store.ts';
import { ask, emptyNamespace, settingsOf, sharedServer } from './server.ts';

const NAMESPACE = 'two_series';
const NOON = Date.UTC(2026, 10, 24, 12);
const window = { from: NOON - 200 * DAY, to: NOON + DAY };

let one: Store;
let other: Store;

beforeAll(async () => {
  await emptyNamespace(sharedServer(), NAMESPACE);
  const world = { clock: { now: () => NOON }, log: silentLog };
  one = await openElasticsearchStore(settingsOf(sharedServer(), NAMESPACE), world);
  other = await openElasticsearchStore(settingsOf(sharedServer(), NAMESPACE), world);
});

afterAll(async () => {
  await Promise.all([one.close(), other.close()]);
});

test('two processes that write minutes of the same hours at once lose none, and the hours hold them all', async () => {
  const bins = (minute: number): Bins => ({ 700: 1, [minute]: 2 });
  const written = Array.from({ length: 10 }, (_, minute) => {
    const points = Array.from(
      { length: 20 },
      (_, route): Point => ({
        metric: 'http.request.duration',
        labels: { 'service.name': 'api', 'http.route': `/${route}` },
        at: NOON + minute * MINUTE,
        value: 3,
        bins: bins(minute),
      }),
    );
    return (minute % 2 ? one : other).series.write(points);
  });
  await Promise.all(written);
  const all = Array.from({ length: 10 }, (_, minute) => bins(minute)).reduce(mergeBins, {});
  for (const { series } of [one, other]) {
    const filter = { metric: 'http.request.duration', window } as const;
    const hours = await series.read(filter, HOUR, ['http.route']);
    expect(hours).toHaveLength(20);
    for (const { samples } of hours) expect(samples).toEqual([{ at: NOON, value: 30, bins: all }]);
    const [minutes] = await series.read(filter, MINUTE, []);
    expect(minutes?.samples.map(({ value }) => value)).toEqual(Array(10).fill(60));
  }
});

test('a gauge is the mean over its points, and a zero is not a minute without data', async () => {
  const gauge = (name: string, minute: number, value: number): Point => ({
    metric: 'pod.ready',
    labels: { 'service.name': 'api', 'kubernetes.pod.name': name },
    at: NOON + minute * MINUTE,
    value,
  });
  await one.series.write([gauge('a', 0, 1), gauge('b', 0, 0), gauge('a', 2, 0), gauge('b', 61, 0.25)]);
  const read = async (step: typeof MINUTE | typeof HOUR, by: string[]) =>
    (await one.series.read({ metric: 'pod.ready', window }, step, by)).map(({ samples }) =>
      samples.map(({ at, value }) => [(at - NOON) / MINUTE, value]),
    );
  expect(await read(MINUTE, [])).toEqual([[[0, 0.5], [2, 0], [61, 0.25]]]); // biome-ignore format: a list to read
  expect(await read(HOUR, ['kubernetes.pod.name'])).toEqual([[[0, 0.5]], [[0, 0], [60, 0.25]]]); // biome-ignore format: a list to read
});

const LONG = ['x=\n'.repeat(4_000), `${'名'.repeat(9_999)}=`, 'y'.repeat(100_000), `${'y'.repeat(99_999)}z`];

test('hostile labels name series of their own that are found, grouped and listed', async () => {
  const labelsOf = (value: string) => ({ 'click.target': value, 'a.b.c': value, a: 'b=c', 'name=\n': '' });
  await one.series.write(
    LONG.map((value, index) => ({
      metric: 'user.clicks', labels: labelsOf(value), at: NOON, value: index + 1,
    })),
  ); // biome-ignore format: a list to read
  const filter = { metric: 'user.clicks', window } as const;
  for (const [index, value] of LONG.entries()) {
    const where = { 'click.target': [value], 'a.b.c': [value], a: ['b=c'], none: [''], 'name=\n': [''] };
    const [series, ...others] = await one.series.read({ ...filter, where }, MINUTE, ['a.b.c', 'name=\n']);
    expect(others).toEqual([]);
    expect(series?.samples).toEqual([{ at: NOON, value: index + 1 }]);
    expect(series?.labels['a.b.c']?.slice(0, 9_000)).toBe(value.slice(0, 9_000));
    expect(series?.labels['name=\n']).toBe('');
    expect(await one.series.list({ ...filter, where })).toMatchObject([{ a: 'b=c' }]);
  }
  expect(await one.series.list(filter)).toHaveLength(LONG.length);
});

test('labels of any number of names leave the mapping as it was', async () => {
  const before = await mappings();
  const points = Array.from(
    { length: 2_000 },
    (_, index): Point => ({ metric: 'host.uptime', labels: { [`label${index}`]: 'x' }, at: NOON, value: 1 }),
  );
  await one.series.write(points);
  expect(await one.series.list({ metric: 'host.uptime', window })).toHaveLength(2_000);
  expect(await mappings()).toEqual(before);
});

async function mappings() {
  return (await ask(sharedServer(), 'GET', `/sysmon-series-${NAMESPACE}-2026.11.24/_mapping`)).body;
}

test('a day that another process dropped takes no late point, and its hours stay', async () => {
  const at = NOON - 150 * DAY;
  const point = (minute: number): Point => ({
    metric: 'host.problems', labels: { 'host.name': 'a' }, at: at + minute * MINUTE, value: 1,
  }); // biome-ignore format: a list to read
  await one.series.write([point(0), point(1)]);
  await other.series.drop(at + DAY, at - DAY);
  await expect(one.series.write([point(2)])).rejects.toThrow(UpstreamError);
  await one.series.write([point(2)]);
  const filter = { metric: 'host.problems', window } as const;
  expect(await one.series.read(filter, MINUTE, [])).toEqual([]);
  expect(await one.series.read(filter, HOUR, [])).toMatchObject([{ samples: [{ at, value: 1 }] }]);
  await other.series.drop(at + DAY, at + 32 * DAY);
  expect(await one.series.read(filter, HOUR, [])).toEqual([]);
  const { body } = await ask(sharedServer(), 'GET', `/sysmon-hours-${NAMESPACE}-*/_settings`);
  expect(Object.keys(body)).toEqual([`sysmon-hours-${NAMESPACE}-2026.11`]);
});
