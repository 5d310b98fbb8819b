/**
 * A DDSketch (Masson, Rim, Lee: "DDSketch: a fast and fully-mergeable quantile sketch with relative-error guarantees", VLDB 2019)
 * in its simplest form: a count for each logarithmic bin. Adding two sketches adds their counts, exactly, so a p95 over a day is true to
 * the same 1 % as one over a minute.
 */
export type Bins = Record<number, number>;

const ACCURACY = 0.01;
const GAMMA = (1 + ACCURACY) / (1 - ACCURACY);
const LOG_GAMMA = Math.log(GAMMA);

/** The bin of a value; everything at or below 1 shares bin 0. */
export function binOf(value: number): number {
  return value <= 1 ? 0 : Math.ceil(Math.log(value) / LOG_GAMMA);
}

/** The value that stands for a bin: within 1 % of every value in it. */
export function binValue(bin: number): number {
  return bin === 0 ? 1 : (2 * GAMMA ** bin) / (GAMMA + 1);
}

export function mergeBins(into: Bins, from: Bins): Bins {
  for (const [bin, count] of Object.entries(from)) into[Number(bin)] = (into[Number(bin)] ?? 0) + count;
  return into;
}

/** The value below which the share `q` (0 to 1) of all values lies; undefined for an empty sketch. */
export function quantile(bins: Bins, q: number): number | undefined {
  const ordered = Object.entries(bins).map(([bin, count]) => [Number(bin), count] as const);
  ordered.sort((a, b) => a[0] - b[0]);
  const total = ordered.reduce((sum, [, count]) => sum + count, 0);
  const rank = q * (total - 1);
  let seen = 0;
  for (const [bin, count] of ordered) {
    seen += count;
    if (seen > rank) return binValue(bin);
  }
  return undefined;
}
