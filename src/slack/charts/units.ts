import type { Metric } from '../../core/metrics.ts';

type Unit = Metric['unit'];

/** Steps of a unit, largest first: the first that the value reaches is used. */
const SCALES: Record<Unit, readonly (readonly [size: number, name: string])[]> = {
  '1': [
    [1e9, 'G'],
    [1e6, 'M'],
    [1e4, 'k'],
  ],
  ns: [
    [3.6e12, ' h'],
    [6e10, ' min'],
    [1e9, ' s'],
    [1e6, ' ms'],
    [1e3, ' µs'],
    [1, ' ns'],
  ],
  By: [
    [2 ** 40, ' TiB'],
    [2 ** 30, ' GiB'],
    [2 ** 20, ' MiB'],
    [2 ** 10, ' KiB'],
    [1, ' B'],
  ],
  '%': [[1, ' %']],
  Cel: [[1, ' °C']],
  s: [
    [86_400, ' d'],
    [3_600, ' h'],
    [60, ' min'],
    [1, ' s'],
  ],
};

/** The smallest step also serves values below it. */
const SMALLEST: Record<Unit, string> = { '1': '', ns: ' ns', By: ' B', '%': ' %', Cel: ' °C', s: ' s' };

/** A value as people read it: 1,204; 12.4k; 340 ms; 1.2 GiB; 93 %. */
export function humanize(value: number, unit: Unit): string {
  const [size, name] = SCALES[unit].find(([step]) => Math.abs(value) >= step) ?? [1, SMALLEST[unit]];
  return `${trimmed(unit === '1' && name ? value / (size === 1e4 ? 1e3 : size) : value / size)}${name}`;
}

function trimmed(value: number): string {
  const digits = Math.abs(value) >= 100 || Number.isInteger(value) ? 0 : 1;
  return value.toLocaleString('en-US', { maximumFractionDigits: Math.abs(value) < 1 ? 2 : digits });
}
