import type { Leaf } from './flatten.ts';

const NANOSECONDS: Readonly<Record<string, number>> = {
  ns: 1,
  us: 1e3,
  µs: 1e3,
  μs: 1e3,
  ms: 1e6,
  s: 1e9,
  m: 6e10,
  h: 3.6e12,
};
const WITH_UNIT = /^(\d{1,15}(?:\.\d{1,15})?) ?(ns|us|µs|μs|ms|s|m|h)$/;

/** Nanoseconds. `unit` is how many of them a bare number counts; 0 where a bare number says nothing. */
export function durationOf(value: Leaf, unit: number): number | undefined {
  const written = typeof value === 'string' ? WITH_UNIT.exec(value) : undefined;
  if (written) return Math.round(Number(written[1]) * (NANOSECONDS[written[2] ?? ''] ?? 0));
  const number = value === '' || typeof value === 'boolean' ? Number.NaN : Number(value);
  return unit > 0 && number >= 0 && Number.isFinite(number) ? Math.round(number * unit) : undefined;
}
