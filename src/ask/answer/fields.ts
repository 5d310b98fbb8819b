import { ERROR_LEVELS, type EventField } from '../../core/event.ts';
import type { MetricName } from '../../core/metrics.ts';
import type { FilterName, Group, Subject } from '../../core/question.ts';
import type { CountField } from '../../store/event-store.ts';

/** The field of events, and the label of series, that a question's grouping means. Groups that are not here split time. */
export const GROUP_FIELDS: Partial<Record<Group, CountField>> = {
  service: 'service.name',
  level: 'log.level',
  code: 'event.code',
  endpoint: 'http.route',
  page: 'http.route',
  status: 'http.response.status_class',
  host: 'host.name',
  container: 'container.id',
  device: 'device.name',
  fleet: 'device.fleet',
  pod: 'kubernetes.pod.name',
};

/** The field that a filter looks at; `text` looks at the message, `status` at a class or a number. */
export const FILTER_FIELDS: Partial<Record<FilterName | 'service', EventField>> = {
  service: 'service.name',
  level: 'log.level',
  code: 'event.code',
  endpoint: 'http.route',
  host: 'host.name',
  container: 'container.id',
  fleet: 'device.fleet',
  namespace: 'kubernetes.namespace',
  user: 'user.name',
};

/** What a subject counts: the metrics that may know it, the cheapest first, and what holds for its events. */
export interface Measure {
  metrics: readonly MetricName[];
  levels?: readonly string[];
  has?: readonly EventField[];
}

const HTTP: readonly EventField[] = ['http.response.status_code'];

export const MEASURES: Partial<Record<Subject, Measure>> = {
  errors: { metrics: ['log.events', 'log.codes'], levels: ERROR_LEVELS },
  warnings: { metrics: ['log.events', 'log.codes'], levels: ['warn'] },
  codes: { metrics: ['log.codes'], levels: ERROR_LEVELS },
  /** A code may be of any level; the series know warnings and errors only. */
  code: { metrics: [] },
  logs: { metrics: ['log.events'] },
  requests: { metrics: ['http.requests'], has: HTTP },
  failures: { metrics: ['http.requests'], has: HTTP },
  latency: { metrics: ['http.request.duration'], has: [...HTTP, 'event.duration'] },
};
