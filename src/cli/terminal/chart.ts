import { TZDate } from '@date-fns/tz';
import { format } from 'date-fns/format';
import type { Chart } from '../../core/chart.ts';
import { DAY, type Window } from '../../core/time.ts';
import type { Paint } from './paint.ts';
import { resample } from './resample.ts';
import { axisWords } from './units.ts';

const BLOCKS = ' ▁▂▃▄▅▆▇█';
const HEIGHT = 6;
const NARROWEST = 20;

/**
 * A chart that fits in `columns`: one series as columns over a time axis, several as a line each, on one
 * scale. A gap stays empty; a chart of nothing is no chart.
 */
export function chartLines(chart: Chart, columns: number, paint: Paint): string[] {
  const [only, second] = chart.series;
  const isEmpty = chart.series.every(({ points }) => points.every(({ value }) => !value));
  if (!only || only.points.length < 2 || isEmpty) return [];
  return second ? sparklines(chart, columns, paint) : tall(chart, only.points, columns, paint);
}

function tall(
  chart: Chart,
  points: Chart['series'][number]['points'],
  columns: number,
  paint: Paint,
): string[] {
  const room = Math.max(NARROWEST, columns - 12);
  const values = stretched(resample(points, room), room);
  const most = Math.max(0, ...values.map((value) => value ?? 0));
  const label = axisWords(most, chart.unit);
  const margin = ' '.repeat(label.length);
  const rows = Array.from({ length: HEIGHT }, (_, row) => {
    const floor = HEIGHT - 1 - row;
    const cells = values
      .map((value) => block(value === null || most === 0 ? 0 : (value / most) * HEIGHT - floor))
      .join('');
    return `${paint('dim', `${row === 0 ? label : margin} │`)}${paint('cyan', cells.trimEnd())}`;
  });
  return [
    ...rows,
    paint('dim', `${margin} └${'─'.repeat(values.length)}`),
    paint('dim', `${margin}  ${axis(chart, values.length)}`),
  ];
}

/** Few points get several columns each. */
function stretched(values: readonly (number | null)[], room: number): (number | null)[] {
  const times = Math.max(1, Math.floor(room / values.length));
  return values.flatMap((value) => Array.from({ length: times }, () => value));
}

function block(eighths: number): string {
  return BLOCKS[Math.max(0, Math.min(8, Math.round(eighths * 8)))] ?? ' ';
}

function sparklines(chart: Chart, columns: number, paint: Paint): string[] {
  const widest = Math.min(28, Math.max(...chart.series.map(({ name }) => name.length)));
  const room = Math.max(NARROWEST, columns - widest - 14);
  const series = chart.series.map(({ name, points }) => ({ name, values: resample(points, room) }));
  const highest = Math.max(...series.flatMap(({ values }) => values.map((value) => value ?? 0)));
  const lines = series.map(({ name, values }) => {
    const cells = values
      .map((value) => (value === null ? ' ' : block(Math.max(1 / 8, value / highest))))
      .join('');
    const most = axisWords(Math.max(...values.map((value) => value ?? 0)), chart.unit);
    return `${cut(name, widest).padEnd(widest)} ${paint('cyan', cells)} ${paint('dim', `max ${most}`)}`;
  });
  const width = Math.min(room, chart.series[0]?.points.length ?? room);
  return [...lines, paint('dim', `${' '.repeat(widest)} ${axis(chart, width)}`)];
}

const cut = (text: string, length: number) => (text.length > length ? `${text.slice(0, length - 1)}…` : text);

/** Where the window begins and ends, and its middle if there is room. */
function axis({ window, timezone }: Chart, width: number): string {
  const [from, middle, to] = [window.from, (window.from + window.to) / 2, window.to].map((at) =>
    moment(at, window, timezone),
  );
  if (width < (from?.length ?? 0) + (to?.length ?? 0) + 1) return from ?? '';
  const gap = width - (from?.length ?? 0) - (to?.length ?? 0);
  if (gap < (middle?.length ?? 0) + 4) return `${from}${' '.repeat(gap)}${to}`;
  const left = Math.floor((gap - (middle?.length ?? 0)) / 2);
  return `${from}${' '.repeat(left)}${middle}${' '.repeat(gap - left - (middle?.length ?? 0))}${to}`;
}

function moment(at: number, { from, to }: Window, timezone: string): string {
  return format(new TZDate(at, timezone), to - from > DAY ? 'MMM d HH:mm' : 'HH:mm');
}
