import { median, spread, sum } from '../ground/statistics.ts';
import type { Table } from '../ground/table.ts';
import type { Contest, Rival } from './contest.ts';
import type { Cost } from './measure.ts';

type Way = 'pipeline' | Rival;

export function costTable(
  what: string,
  { place, titles }: Contest,
  documents: number,
  costs: Record<Way, readonly Cost[]>,
): Table {
  const named = { pipeline: 'whole pipeline', ...titles };
  const rows = (Object.keys(named) as Way[]).map((way) => {
    const rates = costs[way].map(({ wall }) => documents / wall);
    return {
      way: named[way],
      eventsPerSecond: median(rates),
      spreadPercent: spread(rates) * 100,
      ofCeiling: median(costs[way].map(({ wall }, round) => (costs.ceiling[round]?.wall ?? 0) / wall)),
      nodeSecondsPerMillion: median(costs[way].map(({ node }) => (node / documents) * 1e6)),
      serverSecondsPerMillion: median(costs[way].map(({ server }) => (server / documents) * 1e6)),
    };
  });
  return {
    title: `${what}: ${documents.toLocaleString('en-US')} documents, ${costs.pipeline.length} rounds in turns`,
    columns: [
      { key: 'way', head: '' },
      { key: 'eventsPerSecond', head: 'events/s' },
      { key: 'spreadPercent', head: 'spread %' },
      { key: 'ofCeiling', head: 'of the ceiling', decimals: 2 },
      { key: 'nodeSecondsPerMillion', head: 'node CPU s / million', decimals: 1 },
      { key: 'serverSecondsPerMillion', head: `${place.title} CPU s / million`, decimals: 1 },
    ],
    rows,
    notes: [
      `Medians; spread: from the slowest to the fastest round. The ceiling is ${titles.ceiling}, round by round.`,
    ],
  };
}

const WORTH_A_ROW = 0.02;

export function shareTable(title: string, key: string, spent: ReadonlyMap<string, number>): Table {
  const total = sum([...spent.values()]);
  const isLarge = ([, milliseconds]: [string, number]) => milliseconds / total >= WORTH_A_ROW;
  const large = [...spent].filter(isLarge).sort(([, a], [, b]) => b - a);
  const others = total - sum(large.map(([, milliseconds]) => milliseconds));
  const ordered: [string, number][] = others > 0 ? [...large, ['others', others]] : large;
  return {
    title,
    columns: [
      { key, head: key },
      { key: 'seconds', head: 'seconds', decimals: 2 },
      { key: 'percent', head: '%', decimals: 1 },
    ],
    rows: ordered.map(([name, milliseconds]) => ({
      [key]: name,
      seconds: milliseconds / 1000,
      percent: (milliseconds / total) * 100,
    })),
    notes: [],
  };
}
