import type { Chart } from '../../core/chart.ts';

const SHORT = new Intl.NumberFormat('en-US', { notation: 'compact', maximumSignificantDigits: 3 });

/** A value beside a chart, as short as it is readable: `1.2K`, `340 ms`. */
export function axisWords(value: number, unit: Chart['unit']): string {
  if (unit === 'ns')
    return value >= 1e9 ? `${SHORT.format(value / 1e9)} s` : `${SHORT.format(value / 1e6)} ms`;
  if (unit === 'By') return `${SHORT.format(value / 2 ** 20)} MiB`;
  if (unit === '%') return `${SHORT.format(value)} %`;
  return unit === 'Cel' ? `${SHORT.format(value)} °C` : SHORT.format(value);
}
