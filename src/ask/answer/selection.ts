import { type EventField, MEASURED_ACTIONS } from '../../core/event.ts';
import { METRICS, type MetricName } from '../../core/metrics.ts';
import type { Excluded, FilterName, Question } from '../../core/question.ts';
import type { CountField, EventFilter } from '../../store/event-store.ts';
import { FILTER_FIELDS, MEASURES } from './fields.ts';

type Labels = Record<string, readonly string[]>;

/** What a question is about, both as series and as events. */
export interface Selection {
  /** Undefined where no series knows all that was asked: then events are counted. */
  series?: { metric: MetricName; where: Labels; not: Labels };
  events: Omit<EventFilter, 'window'>;
  /** A text that must not be in the message: counted apart and taken off. */
  without?: string;
  isDuration: boolean;
}

const CLASS = 'http.response.status_class';

/** `by` are the labels that will be asked for: a series must have them. */
export function selectionOf(question: Question, by: readonly CountField[]): Selection {
  const measure = MEASURES[question.subject];
  const wanted: Excluded = {
    ...levelsOf(question),
    ...question.filters,
    ...(question.services.length > 0 && { service: question.services }),
  };
  const excluded = question.exclude ?? {};
  const where = labelsOf(wanted);
  const not = labelsOf(excluded);
  const metric = where && not && metricFor(question, [...Object.keys(where), ...Object.keys(not), ...by]);
  const without = excluded.text?.[0];
  /** What was measured is no log line. */
  const isLines = !measure?.has;
  return {
    ...(metric && { series: { metric, where, not } }),
    events: {
      where: eventFields(wanted),
      not: { ...eventFields(excluded), ...(isLines && { 'event.action': MEASURED_ACTIONS }) },
      ...(measure?.has && { has: measure.has }),
      ...(wanted.text?.[0] && { text: wanted.text[0] }),
    },
    ...(without && { without }),
    isDuration: question.subject === 'latency',
  };
}

function levelsOf({ subject }: Question): Excluded {
  const levels = MEASURES[subject]?.levels;
  return levels ? { level: [...levels] } : {};
}

function metricFor({ subject }: Question, labels: readonly string[]): MetricName | undefined {
  return MEASURES[subject]?.metrics.find((name) =>
    labels.every((label) => (METRICS[name].labels as readonly string[]).includes(label)),
  );
}

/** As labels of series; undefined if a series cannot tell: a text, a host, a status of its own. */
function labelsOf(filters: Excluded): Labels | undefined {
  const labels: Labels = {};
  for (const [name, values] of Object.entries(filters) as [FilterName | 'service', string[]][]) {
    if (name === 'status' && values.every(isClass)) labels[CLASS] = values;
    else if (name === 'text' || name === 'status' || !FILTER_FIELDS[name] || !values.every(isRoute))
      return undefined;
    else labels[FILTER_FIELDS[name]] = values;
  }
  return labels;
}

function eventFields(filters: Excluded): NonNullable<EventFilter['where']> {
  const fields: Partial<Record<EventField, (string | number)[]>> = {};
  for (const [name, values] of Object.entries(filters) as [FilterName | 'service', string[]][]) {
    const field = name === 'endpoint' && !values.every(isRoute) ? 'url.path' : FILTER_FIELDS[name];
    if (field) fields[field] = values;
    if (name === 'status') fields['http.response.status_code'] = values.flatMap(codesOf);
  }
  return fields;
}

/** `/v1/orders` is an endpoint; `/v1/orders/1234` is one path of it. */
const isRoute = (value: string) =>
  !value.startsWith('/') || !value.split('/').some((part) => /\d/.test(part) && !/^v\d+$/.test(part));

const isClass = (status: string) => /^[1-5]xx$/.test(status);

function codesOf(status: string): number[] {
  if (!isClass(status)) return [Number(status)];
  return Array.from({ length: 100 }, (_, rest) => Number(status[0]) * 100 + rest);
}
