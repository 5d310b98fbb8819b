/** The value at the share `q` (0 to 1) of these, between its neighbors where it falls between two. */
export function quantile(values: readonly number[], q: number): number {
  const ordered = values.toSorted((a, b) => a - b);
  const rank = q * (ordered.length - 1);
  const low = ordered[Math.floor(rank)] ?? Number.NaN;
  const high = ordered[Math.ceil(rank)] ?? Number.NaN;
  return low + (high - low) * (rank - Math.floor(rank));
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** How far apart the lowest and the highest are, as a share of the median. */
export function spread(values: readonly number[]): number {
  return (Math.max(...values) - Math.min(...values)) / median(values);
}
