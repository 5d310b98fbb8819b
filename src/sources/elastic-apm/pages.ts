import type { MetricName } from '../../core/metrics.ts';
import { routeOf } from '../../core/route.ts';
import type { Point } from '../../core/series.ts';
import type { Document } from '../elastic/documents.ts';
import { pointOf } from '../points.ts';
import { busiest } from './busiest.ts';
import { AT, labelOf, numberOf, type Place, textOf } from './fields.ts';
import type { Minute } from './minutes.ts';
import { weightOf } from './requests.ts';
import { clickTarget } from './selection.ts';
import { measure, mergeSketch, newSketch, type Sketch, sketchPoints } from './sketch.ts';

/** Where the browser's agent has a duration, and how many nanoseconds its unit is. */
const DURATIONS = [
  ['page.load.duration', 'page-load', 'transaction.duration.us', 1_000],
  ['page.largest_contentful_paint', 'page-load', 'transaction.marks.agent.largestContentfulPaint', 1_000_000],
  ['page.interaction_to_next_paint', 'page-exit', 'numeric_labels.inp_value', 1_000_000],
] as const satisfies [MetricName, string, string, number][];
const SHIFT = 'transaction.experience.cls';

export const PAGE_FIELDS = [
  AT,
  'service.name',
  'transaction.name',
  'transaction.type',
  'transaction.representative_count',
  'url.path',
  SHIFT,
  ...DURATIONS.map(([, , field]) => field),
];

interface Page {
  count: number;
  durations: Map<MetricName, Sketch>;
  /** Of the page loads that have one: the sum of their layout shifts, and how many they are. */
  shift: { sum: number; count: number };
  clicks: Map<string, { count: number }>;
}

/** What people did in one minute, from the traces of their browsers: by page, and clicks by target too. */
export function pageMinute({ service, minute }: Place): Minute {
  const pages = new Map<string, Page>();
  return {
    add: (document) => {
      const type = textOf(document, 'transaction.type');
      const name = textOf(document, 'transaction.name') ?? '';
      const path = textOf(document, 'url.path') ?? (type === 'page-load' ? name : '');
      const key = path.startsWith('/') ? routeOf(path) : labelOf(path);
      const page = pages.get(key) ?? newPage();
      pages.set(key, page);
      take(page, document, { type, target: clickTarget(name), weight: weightOf(document) });
      return true;
    },
    points: () =>
      busiest(pages, ({ count }) => count, mergePage).flatMap(([path, page]) => {
        const labels = { 'service.name': service, ...(path && { 'url.path': path }) };
        return pagePoints(page, labels, minute);
      }),
  };
}

function newPage(): Page {
  return { count: 0, durations: new Map(), shift: { sum: 0, count: 0 }, clicks: new Map() };
}

interface Action {
  type: string | undefined;
  target: string | undefined;
  weight: number;
}

function take(page: Page, document: Document, { type, target, weight }: Action): void {
  page.count += weight;
  for (const [metric, of, field, unit] of DURATIONS) {
    const value = type === of ? numberOf(document, field) : undefined;
    if (value !== undefined && value >= 0) measure(sketchIn(page, metric), value * unit, weight);
  }
  const shift = type === 'page-load' ? numberOf(document, SHIFT) : undefined;
  if (shift !== undefined) {
    page.shift.sum += shift * weight;
    page.shift.count += weight;
  }
  if (target !== undefined) countClick(page, labelOf(target), weight);
}

function sketchIn({ durations }: Page, metric: MetricName): Sketch {
  const sketch = durations.get(metric) ?? newSketch();
  durations.set(metric, sketch);
  return sketch;
}

function countClick({ clicks }: Page, target: string, weight: number): void {
  clicks.set(target, { count: (clicks.get(target)?.count ?? 0) + weight });
}

function mergePage(into: Page, from: Page): void {
  into.count += from.count;
  into.shift.sum += from.shift.sum;
  into.shift.count += from.shift.count;
  for (const [metric, sketch] of from.durations) mergeSketch(sketchIn(into, metric), sketch);
  for (const [target, { count }] of from.clicks) countClick(into, target, count);
}

function pagePoints({ durations, shift, clicks }: Page, labels: Record<string, string>, at: number): Point[] {
  const targets = busiest(
    clicks,
    ({ count }) => count,
    (into, { count }) => {
      into.count += count;
    },
  );
  return [
    ...[...durations].flatMap(([metric, sketch]) => sketchPoints(metric, labels, at, sketch)),
    ...(shift.count > 0 ? [pointOf('page.layout_shift', labels, at, shift.sum / shift.count)] : []),
    ...targets.map(([target, { count }]) =>
      pointOf('user.clicks', { ...labels, 'click.target': target }, at, count),
    ),
  ];
}
