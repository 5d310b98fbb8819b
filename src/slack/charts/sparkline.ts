import type { Chart } from '../../core/chart.ts';
import { resample } from './resample.ts';
import { humanize } from './units.ts';

const BARS = '▁▂▃▄▅▆▇█';
const WIDTH = 30;

/** A chart in one line of text, for a workspace without native charts: `▁▁▂▇█▃ peak 58`. A gap is a space. */
export function sparkline(chart: Chart): string | undefined {
  const values = resample(chart, WIDTH).series[0]?.values;
  const known = values?.filter((value) => value !== null) ?? [];
  if (!values || known.length === 0) return undefined;
  const most = Math.max(...known, 0);
  const bars = values.map((value) => (value === null ? ' ' : bar(value, most))).join('');
  return `${bars}  peak ${humanize(most, chart.unit)}`;
}

function bar(value: number, most: number): string {
  const step = most > 0 ? Math.round((Math.max(value, 0) / most) * (BARS.length - 1)) : 0;
  return BARS[step] ?? ' ';
}
