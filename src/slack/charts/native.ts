import { TZDate } from '@date-fns/tz';
import { format } from 'date-fns/format';
import type { Chart } from '../../core/chart.ts';
import { DAY, HOUR, type Instant } from '../../core/time.ts';
import type { DataVisualizationBlock } from '../blocks.ts';
import { oneLine } from '../text.ts';
import { type Resampled, resample } from './resample.ts';

const MAX_POINTS = 20;
const MAX_SERIES = 6;
const MAX_LABEL = 20;
const MAX_TITLE = 50;
/** Slack draws plain numbers, so they are in a unit that people read, named at the axis. */
const DISPLAY = {
  '1': { divisor: 1, name: 'count' },
  ns: { divisor: 1e6, name: 'ms' },
  By: { divisor: 2 ** 20, name: 'MiB' },
  '%': { divisor: 1, name: '%' },
  Cel: { divisor: 1, name: '°C' },
  s: { divisor: 3_600, name: 'hours' },
} as const;

/** Slack's own chart: no file, no scope, updated in place. Undefined where there is nothing to draw. */
export function nativeChart(chart: Chart): DataVisualizationBlock | undefined {
  const sampled = resample({ ...chart, series: withExpected(chart).slice(0, MAX_SERIES) }, MAX_POINTS);
  const kept = keptSlots(sampled, chart.unit);
  if (kept.length === 0) return undefined;
  const labels = axisLabels(sampled, kept, chart);
  const names = uniqueNames(sampled.series.map(({ name }) => name));
  const { divisor, name: unit } = DISPLAY[chart.unit];
  return {
    type: 'data_visualization',
    title: title(chart, sampled),
    chart: {
      type: chart.kind,
      series: sampled.series.map(({ values }, index) => ({
        name: names[index] ?? String(index),
        data: kept.map((slot, at) => ({
          label: labels[at] ?? '',
          value: rounded(valueAt(values, slot) / divisor),
        })),
      })),
      axis_config: { categories: labels, x_label: chart.timezone, y_label: unit },
    },
  };
}

/** The upper edge of what was expected is a line of its own: the native chart has no bands. */
function withExpected(chart: Chart): Chart['series'] {
  if (!chart.band?.length) return chart.series;
  const points = chart.band.map(({ at, high }) => ({ at, value: high }));
  return [...chart.series.slice(0, MAX_SERIES - 1), { name: 'expected at most', points }];
}

/** A count without data is zero; of anything else a slot without data is left out, never drawn as zero. */
function keptSlots({ times, series }: Resampled, unit: Chart['unit']): number[] {
  const slots = times.map((_, slot) => slot);
  if (unit === '1') return series.length > 0 ? slots : [];
  return slots.filter((slot) => series.some(({ values }) => typeof values[slot] === 'number'));
}

/** Where only this one of several series has no data, its line stays level. */
function valueAt(values: readonly (number | null)[], slot: number): number {
  return values[slot] ?? values.slice(0, slot).findLast((value) => value !== null) ?? 0;
}

function axisLabels({ times, step }: Resampled, kept: readonly number[], chart: Chart): string[] {
  const span = chart.window.to - chart.window.from;
  const pattern = labelPattern(span, step);
  return uniqueNames(kept.map((slot) => inZone(times[slot] ?? 0, chart.timezone, pattern)));
}

function labelPattern(span: number, step: number): string {
  if (step >= DAY) return 'MMM d';
  return span > 20 * HOUR ? 'EEE HH:mm' : 'HH:mm';
}

export function inZone(at: Instant, timezone: string, pattern: string): string {
  return format(new TZDate(at, timezone), pattern);
}

function title(chart: Chart, { how, step }: Resampled): string {
  const note = how ? ` (${how} per ${duration(step)})` : '';
  return oneLine(chart.title, MAX_TITLE - note.length) + note;
}

function duration(milliseconds: number): string {
  if (milliseconds >= DAY) return `${rounded(milliseconds / DAY)} d`;
  return milliseconds >= HOUR ? `${rounded(milliseconds / HOUR)} h` : `${rounded(milliseconds / 60_000)} min`;
}

function rounded(value: number): number {
  return Number(value.toPrecision(4));
}

/** Slack wants every label once: a clock that goes back an hour would give two. */
function uniqueNames(names: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return names.map((name) => {
    const short = oneLine(name, MAX_LABEL);
    const times = (seen.get(short) ?? 0) + 1;
    seen.set(short, times);
    return times === 1 ? short : `${oneLine(short, MAX_LABEL - 3)} ${times}`;
  });
}
