import { expect, test } from 'vitest';
import { chartLines } from '../../../src/cli/terminal/chart.ts';
import { tableLines } from '../../../src/cli/terminal/table.ts';
import type { Chart } from '../../../src/core/chart.ts';
import { HOUR, MINUTE } from '../../../src/core/time.ts';
import { NOW } from './world.ts';

const plain = (_: string, text: string) => text;
const window = { from: NOW - HOUR, to: NOW };
const values = (...list: (number | null)[]) =>
  list.map((value, place) => ({ at: window.from + place * MINUTE, value }));
const chart = (...series: Chart['series']): Chart => ({
  title: 'errors',
  kind: 'line',
  unit: '1',
  window,
  step: MINUTE,
  timezone: 'Europe/Berlin',
  series,
});

test.each([40, 80, 200])("a chart fits in %i columns, with a time axis in the asker's zone", (columns) => {
  const lines = chartLines(
    chart({ name: 'api', points: values(...Array.from({ length: 60 }, (_, place) => place)) }),
    columns,
    plain,
  );
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(columns);
  expect(lines.at(-1)).toMatch(/14:30.*15:30/);
});

test('no peak is lost where several points share a column', () => {
  const points = values(...Array.from({ length: 600 }, (_, place) => (place === 301 ? 50 : 1)));
  const lines = chartLines(chart({ name: 'api', points }), 60, plain);
  expect(lines[0]).toContain('50 │');
  expect(lines[0]).toContain('█');
});

test('several series are drawn on one scale, each with its maximum', () => {
  const lines = chartLines(
    chart({ name: 'api', points: values(1, 8) }, { name: 'web', points: values(2, 2) }),
    60,
    plain,
  );
  expect(lines[0]).toBe('api ▁█ max 8');
  expect(lines[1]).toBe('web ▂▂ max 2');
});

test('a gap stays empty', () => {
  const [line] = chartLines(
    chart({ name: 'api', points: values(4, null, 4) }, { name: 'web', points: values(1, 1, 1) }),
    60,
    plain,
  );
  expect(line).toBe('api █ █ max 4');
});

test('a table gives way to the width, and says what it leaves out', () => {
  const table = {
    columns: [
      { title: 'code', align: 'left' as const },
      { title: 'line', align: 'left' as const },
    ],
    rows: [['API-4F2A', 'x'.repeat(200)]],
    more: 1_204,
  };
  const lines = tableLines(table, 60, plain);
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(60);
  expect(lines.at(-1)).toBe('and 1,204 more');
  expect(lines[1]).toContain('API-4F2A');
});
