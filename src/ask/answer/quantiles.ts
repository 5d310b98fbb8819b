import type { Aggregate } from '../../core/question.ts';
import type { Sample } from '../../core/series.ts';
import { type Bins, binValue, mergeBins, quantile } from '../../core/sketch.ts';

/** All that was measured in some samples. */
export function binsOf(samples: readonly Sample[]): Bins {
  return samples.reduce<Bins>((all, { bins }) => (bins ? mergeBins(all, bins) : all), {});
}

const SHARES: Partial<Record<Aggregate, number>> = { p50: 0.5, p95: 0.95, p99: 0.99, min: 0, max: 1 };

/** In nanoseconds, true to 1 %; undefined where nothing was measured. */
export function durationOf(aggregate: Aggregate, bins: Bins): number | undefined {
  const share = SHARES[aggregate];
  return share === undefined ? meanOf(bins) : quantile(bins, share);
}

function meanOf(bins: Bins): number | undefined {
  const entries = Object.entries(bins);
  const total = entries.reduce((sum, [, count]) => sum + count, 0);
  if (total === 0) return undefined;
  return entries.reduce((sum, [bin, count]) => sum + count * binValue(Number(bin)), 0) / total;
}
