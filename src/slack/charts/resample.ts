import type { Chart } from '../../core/chart.ts';
import type { Instant } from '../../core/time.ts';

/** A chart with few points, and how they came about. */
export interface Resampled {
  /** Start of each slot. */
  times: Instant[];
  /** Milliseconds a slot is wide. */
  step: number;
  series: { name: string; values: (number | null)[] }[];
  /** How values of one slot were put together; undefined where nothing was. */
  how: 'sum' | 'mean' | 'max' | undefined;
}

/** Counts add up, durations and bytes keep their peaks, shares and temperatures are averaged; unless the chart says otherwise. */
const HOW = { '1': 'sum', ns: 'max', By: 'max', '%': 'mean', Cel: 'mean', s: 'max' } as const;

/** At most `limit` slots of equal width over the chart's window, so that a picture of 20 points does not lie about 1,440. */
export function resample(chart: Chart, limit: number): Resampled {
  const span = chart.window.to - chart.window.from;
  const points = Math.max(1, Math.ceil(span / chart.step));
  const together = Math.ceil(points / limit);
  const step = chart.step * together;
  const slots = Math.ceil(points / together);
  const how = chart.together ?? HOW[chart.unit];
  return {
    times: Array.from({ length: slots }, (_, slot) => chart.window.from + slot * step),
    step,
    how: together > 1 ? how : undefined,
    series: chart.series.map(({ name, points: all }) => ({
      name,
      values: combine(slotted(all, chart.window.from, step, slots), how),
    })),
  };
}

function slotted(points: Chart['series'][number]['points'], from: Instant, step: number, slots: number) {
  const held: number[][] = Array.from({ length: slots }, () => []);
  for (const { at, value } of points) {
    if (value !== null) held[Math.floor((at - from) / step)]?.push(value);
  }
  return held;
}

function combine(slots: number[][], how: 'sum' | 'mean' | 'max'): (number | null)[] {
  return slots.map((values) => {
    if (values.length === 0) return null;
    if (how === 'max') return values.reduce((most, value) => Math.max(most, value));
    const sum = values.reduce((total, value) => total + value, 0);
    return how === 'sum' ? sum : sum / values.length;
  });
}
