import type { MetricDataQuery } from '@aws-sdk/client-cloudwatch';
import { z } from 'zod';
import { type MetricName, metric } from '../../core/metrics.ts';
import { type Labels, seriesKey } from '../../core/series.ts';
import { MINUTE, SECOND } from '../../core/time.ts';
import { CATALOG, type Row } from './catalog.ts';

/** A metric as AWS lists it. */
const Metric = z.object({
  Namespace: z.string(),
  MetricName: z.string(),
  Dimensions: z.array(z.object({ Name: z.string(), Value: z.string() })).default([]),
});

/** One series of ours, and the metrics of AWS that it is made of: mostly one. */
export interface Wanted {
  metric: MetricName;
  labels: Labels;
  parts: Part[];
}

export interface Part {
  id: string;
  stat: NonNullable<MetricDataQuery['MetricStat']>;
  times: number;
}

/** GetMetricData takes no more in one call. */
const MOST_QUERIES = 500;

const ROWS = Map.groupBy(CATALOG, ({ namespace, metric }) => `${namespace} ${metric}`);

/**
 * What of all that AWS lists is in the catalog, by series, in one order whatever the order of theirs. `where` are the labels of the place. What makes
 * no sense is left out.
 */
export function wantedOf(listed: readonly unknown[], where: Labels): Wanted[] {
  const wanted = new Map<string, Wanted>();
  for (const { data } of listed.map((one) => Metric.safeParse(one))) {
    if (!data) continue;
    const values = Object.fromEntries(data.Dimensions.map(({ Name, Value }) => [Name, Value]));
    const rows = ROWS.get(`${data.Namespace} ${data.MetricName}`);
    const row = rows?.find(({ dimensions }) => hasExactly(values, dimensions));
    if (row) add(wanted, row, values, where);
  }
  return [...wanted.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}

function hasExactly(values: Readonly<Record<string, string>>, dimensions: readonly string[]): boolean {
  return Object.keys(values).length === dimensions.length && dimensions.every((name) => values[name]);
}

function add(
  wanted: Map<string, Wanted>,
  row: Row,
  values: Readonly<Record<string, string>>,
  where: Labels,
): void {
  const labels = labelsOf(row, values, where);
  const key = seriesKey(row.becomes, labels);
  const { parts, ...series } = wanted.get(key) ?? { metric: row.becomes, labels, parts: [] };
  const part = { id: '', stat: statOf(row, values), times: row.times ?? 1 };
  if (!parts.some(({ stat }) => isSame(stat, part.stat)))
    wanted.set(key, { ...series, parts: [...parts, part] });
}

/** A page of ListMetrics may repeat one of the page before. */
function isSame(a: Part['stat'], b: Part['stat']): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function labelsOf(
  { whose, becomes, labels }: Row,
  values: Readonly<Record<string, string>>,
  where: Labels,
): Labels {
  const value = values[whose.dimension] ?? '';
  const known: readonly string[] = metric(becomes).labels;
  const place = Object.fromEntries(Object.entries(where).filter(([name]) => known.includes(name)));
  return { [whose.label]: whose.name?.(value) ?? value, ...labels, ...place };
}

function statOf(
  { namespace, metric, dimensions, stat }: Row,
  values: Readonly<Record<string, string>>,
): Part['stat'] {
  const named = dimensions.map((Name) => ({ Name, Value: values[Name] }));
  return {
    Metric: { Namespace: namespace, MetricName: metric, Dimensions: named },
    Period: MINUTE / SECOND,
    Stat: stat,
  };
}

/** How many metrics of AWS these are: what is paid for at each reading. */
export function countOf(wanted: readonly Wanted[]): number {
  return wanted.reduce((sum, { parts }) => sum + parts.length, 0);
}

/** As many whole series as `most` metrics make. */
export function atMost(wanted: readonly Wanted[], most: number): Wanted[] {
  let count = 0;
  return wanted.filter(({ parts }) => {
    count += parts.length;
    return count <= most;
  });
}

/** What to ask for together: all parts of a series are in one call, and have ids of their own in it. */
export function batchesOf(wanted: readonly Wanted[]): Wanted[][] {
  const batches: Wanted[][] = [];
  let left = 0;
  for (const { parts, ...series } of wanted) {
    if (parts.length > left) {
      batches.push([]);
      left = MOST_QUERIES;
    }
    const used = MOST_QUERIES - left;
    left -= parts.length;
    const named = parts.map((part, index) => ({ ...part, id: `m${used + index}` }));
    batches.at(-1)?.push({ ...series, parts: named });
  }
  return batches;
}
