import { UNUSUAL_SCORE } from '../../src/detect/anomaly/finding.ts';
import type { Table } from '../ground/table.ts';
import { product, rolling, type Scorer } from './scorers.ts';

const STEP = 300;
const DAY = 86_400 / STEP;
const DAYS = 21;
const SEEDS = 10;

type Chance = () => number;

/** Shapes that no labelled series was chosen for. */
const SHAPES: Record<string, (at: number, chance: Chance, before: number) => number> = {
  'square wave': (at, chance) => (at % DAY < DAY / 3 ? 80 : 30) + 3 * normal(chance),
  sawtooth: (at, chance) => ((at % 97) / 97) * 50 + 2 * normal(chance),
  'long tail': (_, chance) => 20 * Math.exp(0.5 * normal(chance)),
  'slow noise': (_, chance, before) => 100 + 0.95 * (before - 100) + 2 * normal(chance),
  'sparse counts': (_, chance) => (chance() < 0.1 ? 1 + Math.floor(3 * chance()) : 0),
  'days and weekends': (at, chance) =>
    (60 - 40 * Math.cos((2 * Math.PI * at) / DAY)) * (Math.floor(at / DAY) % 7 > 4 ? 0.4 : 1) +
    3 * normal(chance),
};

/** What goes wrong, from the 12th day on, one every two days; how many points it lasts. */
const TROUBLES: { name: string; lasts: number; change: (value: number, scale: number) => number }[] = [
  { name: 'spike', lasts: 2, change: (value, scale) => value + 8 * scale },
  { name: 'higher level', lasts: 36, change: (value, scale) => value + 4 * scale },
  { name: 'drop', lasts: 36, change: (value) => 0.1 * value },
  {
    name: 'wild swings',
    lasts: 36,
    change: (value, scale) => value + (value > 0 ? 1 : -1) * 3 * scale * Math.sin(value * 1e3),
  },
];
const FIRST = 12 * DAY + 130;

export function shapesTable(): Table {
  const rows = Object.entries(SHAPES).flatMap(([shape, make]) =>
    [
      { by: 'this detector', scorer: product },
      { by: 'rolling z-score', scorer: rolling },
    ].map(({ by, scorer }) => ({
      shape,
      by,
      ...tried(make, scorer),
    })),
  );
  const columns = ['shape', 'by', ...TROUBLES.map(({ name }) => name)].map((key) => ({ key, head: key }));
  return {
    title: `Made series of other shapes, ${SEEDS} of each: how many troubles of a kind are found`,
    columns: [...columns, { key: 'false', head: 'false alarms per 1,000 points', decimals: 2 }],
    rows,
    notes: [
      'every 5 minutes for three weeks; sizes in standard deviations of the series itself; the first week is not scored',
    ],
  };
}

function tried(make: (typeof SHAPES)[string], scorer: Scorer): Record<string, number> {
  const found = Object.fromEntries(TROUBLES.map(({ name }) => [name, 0]));
  let wrong = 0;
  for (let seed = 1; seed <= SEEDS; seed++) {
    const { seconds, values } = troubled(make, dice(seed));
    const told = [...scorer(seconds, values).entries()].flatMap(([at, score]) =>
      score >= UNUSUAL_SCORE ? [at] : [],
    );
    for (const [index, { name, lasts }] of TROUBLES.entries())
      if (told.some((at) => at >= startOf(index) && at < startOf(index) + lasts))
        found[name] = (found[name] ?? 0) + 1;
    wrong += told.filter(
      (at) => at > 7 * DAY && TROUBLES.every((_, index) => at < startOf(index) || at > startOf(index) + 150),
    ).length;
  }
  return { ...found, false: (1000 * wrong) / (SEEDS * 14 * DAY) };
}

function troubled(make: (typeof SHAPES)[string], chance: Chance) {
  const values: number[] = [];
  for (let at = 0; at < DAYS * DAY; at++) values.push(make(at, chance, values.at(-1) ?? 100));
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const scale = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
  const seconds = values.map((_, at) => at * STEP);
  for (const [index, { lasts, change }] of TROUBLES.entries())
    for (let at = startOf(index); at < startOf(index) + lasts; at++)
      values[at] = change(values[at] ?? 0, scale);
  return { seconds, values };
}

function startOf(index: number): number {
  return FIRST + 2 * DAY * index;
}

function normal(chance: Chance): number {
  return Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(2 * Math.PI * chance());
}

/** Chance that is the same on every run: mulberry32. */
function dice(seed: number): Chance {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
