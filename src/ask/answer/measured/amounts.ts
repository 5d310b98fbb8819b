import type { Sample } from '../../../core/series.ts';

export const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
export const mean = (values: readonly number[]) => sum(values) / Math.max(1, values.length);
export const total = (samples: readonly Sample[]) => sum(samples.map(({ value }) => value));
export const average = (samples: readonly Sample[]) => mean(samples.map(({ value }) => value));
export const highest = (samples: readonly Sample[]) =>
  samples.reduce((most, { value }) => Math.max(most, value), 0);
export const last = (samples: readonly Sample[]) => samples.at(-1)?.value ?? 0;
