import type { Bins } from '../../core/sketch.ts';

/** A sketch as it is stored, half as long as by name: gap to the bin before and count, in turn, in the order of the bins. */
export type PackedBins = number[];

export function packBins(bins: Bins): PackedBins {
  let before = 0;
  return Object.entries(bins)
    .map(([bin, count]) => [Number(bin), count] as const)
    .sort(([a], [b]) => a - b)
    .flatMap(([bin, count]) => {
      const gap = bin - before;
      before = bin;
      return [gap, count];
    });
}

/** Adds a stored sketch to one at hand, exactly. */
export function addBins(into: Bins, packed: PackedBins): Bins {
  let bin = 0;
  for (let place = 0; place < packed.length; place += 2) {
    bin += packed[place] ?? 0;
    into[bin] = (into[bin] ?? 0) + (packed[place + 1] ?? 0);
  }
  return into;
}
