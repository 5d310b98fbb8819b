import { expect, test } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../../src/core/time.ts';
import { closeUp } from '../../../src/slack/charts/close-up.ts';
import { nativeChart } from '../../../src/slack/charts/native.ts';
import { renderPng } from '../../../src/slack/charts/png.ts';
import { resample } from '../../../src/slack/charts/resample.ts';
import { sparkline } from '../../../src/slack/charts/sparkline.ts';
import { humanize } from '../../../src/slack/charts/units.ts';
import { alertSample, chartSample, NOW } from './samples.ts';

const values = (chart: ReturnType<typeof nativeChart>) =>
  chart?.chart.series[0]?.data.map(({ value }) => value);

test('a count of many minutes is summed into 20 points, and the title says so', () => {
  const chart = nativeChart(chartSample());
  expect(values(chart)).toHaveLength(20);
  expect(values(chart)?.reduce((sum, value) => sum + value, 0)).toBe(94 * 3 + 26 * 42);
  expect(chart?.title).toBe('api: log events per minute (sum per 6 min)');
});

test('a latency keeps its peaks, and a gap is left out instead of being drawn as zero', () => {
  const points = [120e6, null, 900e6, 300e6].map((value, i) => ({ at: NOW + i * HOUR, value }));
  const window = { from: NOW, to: NOW + 4 * HOUR };
  const chart = nativeChart(
    chartSample({ unit: 'ns', step: HOUR, window, series: [{ name: 'p95', points }] }),
  );
  expect(values(chart)).toEqual([120, 900, 300]);
  expect(chart?.chart.axis_config).toMatchObject({ y_label: 'ms', categories: ['10:30', '12:30', '13:30'] });
});

test('times are those of the asker, also where a clock goes back', () => {
  const from = Date.UTC(2026, 9, 25, 0);
  const points = Array.from({ length: 3 }, (_, i) => ({ at: from + i * HOUR, value: i }));
  const window = { from, to: from + 3 * HOUR };
  const chart = nativeChart(
    chartSample({ timezone: 'Europe/Berlin', step: HOUR, window, series: [{ name: 'errors', points }] }),
  );
  expect(chart?.chart.axis_config.categories).toEqual(['02:00', '02:00 2', '03:00']);
});

test('what was expected is a line of its own', () => {
  const band = [{ at: NOW - HOUR, low: 0, high: 6 }];
  const names = nativeChart(chartSample({ band }))?.chart.series.map(({ name }) => name);
  expect(names).toEqual(['errors', 'expected at most']);
});

test('a close-up shows the first minutes of an alert one by one, and means beside what is expected per minute', () => {
  const band = [{ at: NOW - HOUR, low: 0, high: 6 }];
  const began = alertSample().startedAt;
  const early = chartSample({
    together: 'mean',
    band,
    window: { from: NOW - 2 * HOUR, to: began + 2 * MINUTE },
  });
  expect(values(nativeChart(closeUp(early, began)))).toEqual([...Array(14).fill(3), 42, 42]);
  const later = nativeChart(closeUp(chartSample({ together: 'mean' }), began));
  expect(later?.title).toBe('api: log events per minute (mean per 2 min)');
  expect(values(later)?.at(-1)).toBe(42);
});

test('slots cover the whole window, whatever is in it', () => {
  const { times, step } = resample(chartSample({ window: { from: NOW - DAY, to: NOW } }), 20);
  expect(times.length).toBeLessThanOrEqual(20);
  expect((times.at(-1) ?? 0) + step).toBeGreaterThanOrEqual(NOW);
});

test('a chart in a line of text', () => {
  expect(sparkline(chartSample({ window: { from: NOW - 6 * MINUTE, to: NOW } }))).toBe('██████  peak 42');
  expect(sparkline(chartSample({ series: [] }))).toBeUndefined();
});

test.each([
  [1_204, '1', '1,204'],
  [12_400, '1', '12.4k'],
  [340e6, 'ns', '340 ms'],
  [1.25e9, 'ns', '1.3 s'],
  [1.5 * 2 ** 30, 'By', '1.5 GiB'],
  [93.4, '%', '93.4 %'],
  [0.25, '1', '0.25'],
  [0, 'ns', '0 ns'],
] as const)('%d of %s reads %s', (value, unit, words) => {
  expect(humanize(value, unit)).toBe(words);
});

test('the detailed chart is a PNG of 1,720 by 800 pixels, drawn beside the event loop', async () => {
  let longest = 0;
  let last = performance.now();
  const watch = setInterval(() => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
  }, 5);
  const marks = [{ at: alertSample().startedAt, label: 'began' }];
  const png = await renderPng(chartSample({ marks, band: [{ at: NOW - HOUR, low: 0, high: 6 }] }));
  clearInterval(watch);
  expect(png.subarray(1, 4).toString()).toBe('PNG');
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1_720, 800]);
  expect(longest).toBeLessThan(500);
});
