import { ERROR_LEVELS, MEASURED_ACTIONS } from '../core/event.ts';
import { type MetricName, metric as metricOf } from '../core/metrics.ts';
import { type Labels, type Point, seriesKey } from '../core/series.ts';
import { type Bins, mergeBins } from '../core/sketch.ts';
import type { CountField, EventCount, EventFilter } from '../store/event-store.ts';

/** How one metric is counted from events. The first fields of `by` give its labels; a duration has its bin after them. */
export interface Projection {
  metric: MetricName;
  filter: Omit<EventFilter, 'window'>;
  labels: readonly string[];
  by: readonly CountField[];
  /** Labels whose values anyone on the internet can make up: only so many of each are series of their own. */
  limited: readonly string[];
  /** Whose series have these values already, so that a route has the same name among requests and among their durations. */
  namedBy: MetricName;
  /** Whether a source may write points of this metric too: then a point that no event accounts for may be its. */
  isShared: boolean;
}

const UNKNOWN = '(unknown)';
const LINES = { not: { 'event.action': MEASURED_ACTIONS } };
/** A page is one name whatever ids are in its path: the event's route. */
const FIELDS: Readonly<Record<string, CountField>> = { 'url.path': 'http.route' };

function projection(
  metric: MetricName,
  filter: Projection['filter'],
  more: Partial<Pick<Projection, 'limited' | 'namedBy' | 'isShared'>> & { bin?: boolean } = {},
): Projection {
  // Regions and accounts tell load balancers of one name apart; services are one wherever they run.
  const labels = metricOf(metric).labels.filter((label) => !label.startsWith('cloud.'));
  const fields = labels.map((label) => FIELDS[label] ?? (label as CountField));
  const { limited = [], namedBy = metric, isShared = true, bin = false } = more;
  const by: CountField[] = bin ? [...fields, 'event.duration_bin'] : fields;
  return { metric, filter, labels, by, limited, namedBy, isShared };
}

const PAGE = ['url.path'];
const ROUTE = ['http.route'];

/** A request is an event with a status code; its duration counts if the event has one too. What was measured is no log line. */
export const PROJECTIONS: readonly Projection[] = [
  projection('log.events', LINES, { isShared: false }),
  projection(
    'log.codes',
    { ...LINES, where: { 'log.level': ['warn', ...ERROR_LEVELS] } },
    { isShared: false },
  ),
  projection('http.requests', { has: ['http.response.status_code'] }, { limited: ROUTE }),
  projection(
    'http.request.duration',
    { has: ['http.response.status_code', 'event.duration'] },
    { limited: ROUTE, namedBy: 'http.requests', bin: true },
  ),
  projection(
    'page.load.duration',
    { where: { 'event.action': ['page-load'] }, has: ['event.duration'] },
    { limited: PAGE, bin: true },
  ),
  projection('user.clicks', { where: { 'event.action': ['click'] } }, { limited: [...PAGE, 'click.target'] }),
];

/** Counts of one series and minute become one point; durations become its sketch. */
export function pointsOf({ metric, labels, by }: Projection, counts: readonly EventCount[]): Point[] {
  const points = new Map<string, Point>();
  for (const { key, at, count } of counts) {
    const own = labelsOf(labels, key);
    const id = `${at} ${seriesKey(metric, own)}`;
    const former = points.get(id);
    const point: Point = { metric, labels: own, at, value: (former?.value ?? 0) + count };
    if (by.length > labels.length) point.bins = withBin(former?.bins, Number(key[labels.length]), count);
    points.set(id, point);
  }
  return [...points.values()];
}

function labelsOf(names: readonly string[], key: readonly string[]): Labels {
  return Object.fromEntries(names.map((name, index) => [name, key[index] || UNKNOWN]));
}

function withBin(bins: Bins | undefined, bin: number, count: number): Bins {
  return mergeBins(bins ?? {}, { [bin]: count });
}
