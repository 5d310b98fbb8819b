import { routeOf } from '../../core/route.ts';
import type { Point } from '../../core/series.ts';
import type { Document } from '../elastic/documents.ts';
import { pointOf } from '../points.ts';
import { busiest } from './busiest.ts';
import { AT, labelOf, numberOf, type Place, textOf } from './fields.ts';
import { histogramOf } from './histogram.ts';
import type { Minute } from './minutes.ts';
import { measure, mergeSketch, newSketch, type Sketch, sketchPoints } from './sketch.ts';

/** Milliseconds and such are APM's; ours are nanoseconds. */
const MICROSECOND = 1_000;
const NO_CLASS = '';

interface Endpoint {
  count: number;
  /** How many there were of each class of status. */
  classes: Map<string, number>;
  latency: Sketch;
}

const COMMON = [AT, 'service.name', 'transaction.name', 'transaction.result', 'event.outcome'];
export const TRACE_FIELDS = [...COMMON, 'transaction.duration.us', 'transaction.representative_count'];
const HISTOGRAM = 'transaction.duration.histogram';
export const METRIC_FIELDS = [...COMMON, HISTOGRAM, `${HISTOGRAM}.*`];

/** The requests of one minute, from traces: each counts as often as it stands for others that were not sampled. */
export function tracedRequests(place: Place): Minute {
  return requestsOf(place, (document, endpoint) => {
    const duration = numberOf(document, 'transaction.duration.us');
    const weight = weightOf(document);
    if (duration === undefined || duration < 0) return undefined;
    measure(endpoint.latency, duration * MICROSECOND, weight);
    return weight;
  });
}

/** The requests of one minute, from what the APM server counted. */
export function countedRequests(place: Place): Minute {
  return requestsOf(place, (document, endpoint) => {
    const histogram = histogramOf(document, HISTOGRAM);
    if (!histogram) return undefined;
    for (const [value, count] of histogram) measure(endpoint.latency, value * MICROSECOND, count);
    return histogram.reduce((sum, [, count]) => sum + count, 0);
  });
}

/** How many transactions a document stands for. */
export function weightOf(document: Document): number {
  return Math.max(0, numberOf(document, 'transaction.representative_count') ?? 1);
}

function requestsOf(
  { service, minute }: Place,
  take: (document: Document, endpoint: Endpoint) => number | undefined,
): Minute {
  const endpoints = new Map<string, Endpoint>();
  return {
    add: (document) => {
      const route = routeOfName(textOf(document, 'transaction.name') ?? '(unknown)');
      const endpoint = endpoints.get(route) ?? { count: 0, classes: new Map(), latency: newSketch() };
      const count = take(document, endpoint);
      if (count === undefined) return false;
      endpoints.set(route, endpoint);
      endpoint.count += count;
      const status = statusClass(textOf(document, 'transaction.result'), textOf(document, 'event.outcome'));
      endpoint.classes.set(status, (endpoint.classes.get(status) ?? 0) + count);
      return true;
    },
    points: () =>
      busiest(endpoints, ({ count }) => count, mergeEndpoint).flatMap(([route, { classes, latency }]) => {
        const labels = { 'service.name': service, 'http.route': route };
        return [
          ...[...classes].map(([status, count]) => requestPoint(labels, status, minute, count)),
          ...sketchPoints('http.request.duration', labels, minute, latency),
        ];
      }),
  };
}

function requestPoint(labels: Record<string, string>, status: string, at: number, count: number): Point {
  const all = status === NO_CLASS ? labels : { ...labels, 'http.response.status_class': status };
  return pointOf('http.requests', all, at, count);
}

function mergeEndpoint(into: Endpoint, { count, classes, latency }: Endpoint): void {
  into.count += count;
  mergeSketch(into.latency, latency);
  for (const [status, some] of classes) into.classes.set(status, (into.classes.get(status) ?? 0) + some);
}

/** `GET /api/orders/:id` is the endpoint `/api/orders/:id`, as logs have it: without its method, and ids as `:id`. Other names stay as they are. */
export function routeOfName(name: string): string {
  const route = name.replace(/^[A-Z]{3,10} (?=\S)/, '');
  return labelOf(route.startsWith('/') ? routeOf(route) : route);
}

/** What the result says, `HTTP 4xx`; else a success is 2xx and a failure 5xx. What is neither has none: it is a request, but no failure. */
export function statusClass(result: string | undefined, outcome: string | undefined): string {
  const said = /^HTTP ([1-5]xx)$/.exec(result ?? '')?.[1];
  if (said) return said;
  if (outcome === 'failure') return '5xx';
  return outcome === 'success' ? '2xx' : NO_CLASS;
}
