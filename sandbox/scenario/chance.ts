/** Chance that comes out the same for the same seed: the scenario tells one story on every machine and after every restart. */
export interface Chance {
  /** 0 up to, not including, 1. */
  next(): number;
  pick<T>(choices: readonly [T, ...T[]]): T;
  between(low: number, high: number): number;
  /** How many of something happen in a while in which `mean` are usual (Poisson, Knuth's method: fine for small means). */
  count(mean: number): number;
  /** Skewed to the right around `median`, as latencies are (log-normal). */
  around(median: number, spread: number): number;
  hex(length: number): string;
}

/** mulberry32 (Tommy Ettinger, public domain): 32 bits of state, good enough to look like life. */
export function chance(...seed: (string | number)[]): Chance {
  let state = seedOf(seed.join('/'));
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const between = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));
  return {
    next,
    between,
    pick: (choices) => choices[Math.floor(next() * choices.length)] ?? choices[0],
    count: (mean) => {
      let events = 0;
      for (let left = next(); left > Math.exp(-mean); left *= next()) events++;
      return events;
    },
    around: (median, spread) => {
      const normal = Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
      return median * Math.exp(spread * normal);
    },
    hex: (length) => Array.from({ length }, () => between(0, 15).toString(16)).join(''),
  };
}

function seedOf(text: string): number {
  let hash = 2166136261;
  for (const character of text) hash = Math.imul(hash ^ character.charCodeAt(0), 16777619);
  return hash;
}
