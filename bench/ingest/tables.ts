import { median, spread, sum } from '../ground/statistics.ts';
import type { Table } from '../ground/table.ts';
import type { Cost } from './measure.ts';

const TITLES = {
  pipeline: 'whole pipeline',
  copy: 'bare COPY, no index',
  keyed: 'COPY, same keys and indexes',
} as const;
type Way = keyof typeof TITLES;

export function costTable(what: string, documents: number, costs: Record<Way, readonly Cost[]>): Table {
  const rows = (Object.keys(TITLES) as Way[]).map((way) => {
    const rates = costs[way].map(({ wall }) => documents / wall);
    return {
      way: TITLES[way],
      eventsPerSecond: median(rates),
      spreadPercent: spread(rates) * 100,
      timesSlower: median(
        costs[way].map(({ wall }, round) => wall / (costs.copy[round]?.wall ?? Number.NaN)),
      ),
      nodeSecondsPerMillion: median(costs[way].map(({ node }) => (node / documents) * 1e6)),
      postgresSecondsPerMillion: median(costs[way].map(({ postgres }) => (postgres / documents) * 1e6)),
    };
  });
  return {
    title: `${what}: ${documents.toLocaleString('en-US')} documents, ${costs.pipeline.length} rounds in turns`,
    columns: [
      { key: 'way', head: '' },
      { key: 'eventsPerSecond', head: 'events/s' },
      { key: 'spreadPercent', head: 'spread %' },
      { key: 'timesSlower', head: '× bare COPY', decimals: 1 },
      { key: 'nodeSecondsPerMillion', head: 'node CPU s / million', decimals: 1 },
      { key: 'postgresSecondsPerMillion', head: 'PostgreSQL CPU s / million', decimals: 1 },
    ],
    rows,
    notes: [
      'Medians; spread: from the slowest to the fastest round. × is the ratio of times, round by round.',
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
