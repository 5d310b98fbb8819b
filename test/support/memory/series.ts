import { metric as metricOf } from '../../../src/core/metrics.ts';
import {
  type Labels,
  type Point,
  type Sample,
  type Series,
  type Step,
  seriesKey,
} from '../../../src/core/series.ts';
import { mergeBins } from '../../../src/core/sketch.ts';
import { bucketOf, DAY, HOUR, MINUTE, type Window } from '../../../src/core/time.ts';
import { cleanJson, cleanText } from '../../../src/store/clean.ts';
import type { SeriesFilter, SeriesStore } from '../../../src/store/series-store.ts';

interface Row {
  metric: Point['metric'];
  labels: Labels;
  minutes: Map<number, Sample>;
  hours: Map<number, Sample>;
}

export function memorySeries(): SeriesStore {
  const rows = new Map<string, Row>();
  let minutesFrom = Number.NEGATIVE_INFINITY;

  function row({ metric, labels }: Point): Row {
    const key = seriesKey(metric, labels);
    const found = rows.get(key) ?? { metric, labels: { ...labels }, minutes: new Map(), hours: new Map() };
    rows.set(key, found);
    return found;
  }

  return {
    async write(points) {
      for (const point of points.map(clean)) {
        if (point.at < minutesFrom) continue;
        const { minutes, hours, metric } = row(point);
        const hour = bucketOf(point.at, HOUR);
        const { at, value, bins } = point;
        minutes.set(at, bins ? { at, value, bins: { ...bins } } : { at, value });
        const inHour = [...minutes.values()].filter((sample) => bucketOf(sample.at, HOUR) === hour);
        hours.set(hour, putTogether(metric, hour, inHour));
      }
    },
    async read(filter, step, by) {
      const groups = Map.groupBy(matching(rows, filter), ({ labels }) => seriesKey('', pick(labels, by)));
      return [...groups.values()]
        .map((group) => readGroup(group, filter, step, by))
        .filter(({ samples }) => samples.length > 0);
    },
    async list(filter) {
      return matching(rows, filter)
        .filter((row) => isIn(row, filter.window))
        .map(({ labels }) => labels);
    },
    async drop(minutesBefore, hoursBefore) {
      minutesFrom = Math.max(minutesFrom, bucketOf(minutesBefore, DAY));
      for (const { minutes, hours } of rows.values()) {
        for (const at of minutes.keys()) if (at < minutesFrom) minutes.delete(at);
        for (const at of hours.keys()) if (at < bucketOf(hoursBefore, DAY)) hours.delete(at);
      }
    },
  };
}

function clean(point: Point): Point {
  return { ...point, labels: JSON.parse(cleanJson(point.labels)) };
}

function isIn({ minutes, hours }: Row, { from, to }: Window): boolean {
  return (
    [...minutes.keys()].some((at) => at >= from && at < to) ||
    [...hours.keys()].some((at) => at >= from && at + HOUR <= to)
  );
}

function readGroup(
  group: Row[],
  { metric, window }: SeriesFilter,
  step: Step,
  by: readonly string[],
): Series {
  const samples = group.flatMap(({ minutes, hours }) => [...(step === MINUTE ? minutes : hours).values()]);
  const inWindow = samples.filter(({ at }) => at >= window.from && at < window.to);
  const buckets = [...Map.groupBy(inWindow, ({ at }) => at)].sort(([a], [b]) => a - b);
  return {
    metric,
    labels: pick(group[0]?.labels ?? {}, by),
    samples: buckets.map(([at, parts]) => putTogether(metric, at, parts)),
  };
}

function putTogether(metric: Point['metric'], at: number, parts: Sample[]): Sample {
  const sum = parts.reduce((total, { value }) => total + value, 0);
  const { kind } = metricOf(metric);
  if (kind === 'duration')
    return { at, value: sum, bins: parts.reduce((all, { bins = {} }) => mergeBins(all, bins), {}) };
  return { at, value: kind === 'gauge' ? sum / parts.length : sum };
}

function matching(rows: Map<string, Row>, { metric, where = {}, not = {} }: SeriesFilter): Row[] {
  const has =
    (labels: Labels) =>
    ([name, values]: [string, readonly string[]]) =>
      values.map(cleanText).includes(labels[name] ?? '');
  return [...rows.values()].filter(
    ({ metric: name, labels }) =>
      name === metric && Object.entries(where).every(has(labels)) && !Object.entries(not).some(has(labels)),
  );
}

function pick(labels: Labels, by: readonly string[]): Labels {
  return Object.fromEntries(by.flatMap((name) => (labels[name] === undefined ? [] : [[name, labels[name]]])));
}
