import { createHash } from 'node:crypto';
import type { MetricName } from '../../core/metrics.ts';
import { metric as metricOf } from '../../core/metrics.ts';
import { type Labels, type Point, seriesKey } from '../../core/series.ts';
import type { Bins } from '../../core/sketch.ts';
import { bucketOf, HOUR, type Instant, MINUTE } from '../../core/time.ts';
import { addBins, type PackedBins, packBins } from './series-bins.ts';
import { indexedLabels, seriesName } from './series-labels.ts';

interface Identity {
  metric: MetricName;
  series: string;
  labels: Labels;
  hour: Instant;
}

/** An hour of a series by its minutes (0 to 59), and how often it was written. */
export interface MinutesPack extends Identity {
  revision: number;
  minutes: Record<string, number>;
  bins?: Record<string, PackedBins>;
}

/** The same hour put together. */
export interface HourPoint extends Identity {
  value: number;
  bins?: PackedBins;
}

/** The minutes of one hour of one series that are to be written. */
export interface Pack {
  id: string;
  identity: Identity;
  points: Map<number, Point>;
}

/** Of a minute that is given twice the later one counts. */
export function packsOf(points: readonly Point[]): Pack[] {
  const packs = new Map<string, Pack>();
  const identities = new WeakMap<Labels, Labels>();
  for (const point of points) {
    const labels = identities.get(point.labels) ?? indexedLabels(point.labels);
    identities.set(point.labels, labels);
    const hour = bucketOf(point.at, HOUR);
    const id = `${hashOf(seriesKey(point.metric, labels))}-${hour / HOUR}`;
    const pack = packs.get(id) ?? {
      id,
      identity: { metric: point.metric, series: seriesName(labels), labels, hour },
      points: new Map<number, Point>(),
    };
    pack.points.set((point.at - hour) / MINUTE, point);
    packs.set(id, pack);
  }
  return [...packs.values()];
}

/** What is stored with these points in it. */
export function withPoints({ identity, points }: Pack, stored: MinutesPack | undefined): MinutesPack {
  const minutes = { ...stored?.minutes };
  const bins = { ...stored?.bins };
  for (const [minute, point] of points) {
    minutes[minute] = point.value;
    if (point.bins) bins[minute] = packBins(point.bins);
    else delete bins[minute];
  }
  const revision = (stored?.revision ?? 0) + 1;
  const pack = { ...identity, revision, minutes };
  return Object.keys(bins).length > 0 ? { ...pack, bins } : pack;
}

export function hourOf({ metric, series, labels, hour, minutes, bins }: MinutesPack): HourPoint {
  const values = Object.values(minutes);
  const sum = values.reduce((total, value) => total + value, 0);
  const value = metricOf(metric).kind === 'gauge' ? sum / values.length : sum;
  const point = { metric, series, labels, hour, value };
  if (!bins) return point;
  const merged = Object.values(bins).reduce((all, packed) => addBins(all, packed), {} as Bins);
  return { ...point, bins: packBins(merged) };
}

function hashOf(key: string): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 32);
}
