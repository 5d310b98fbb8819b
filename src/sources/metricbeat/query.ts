import type { Window } from '../../core/time.ts';
import type { Query } from '../elastic/query.ts';
import { Head } from './document.ts';
import type { Part } from './metricset.ts';
import type { MetricbeatSettings } from './settings.ts';

/** `term` finds a whole word in a text as well as a keyword: it works with whatever mapping an index has. */
const term = (field: string, value: string): Query => ({ term: { [field]: value } });
const anyOf = (queries: Query[]): Query => ({ bool: { should: queries, minimum_should_match: 1 } });

/** The documents of one part in a stretch of time. */
export function queryOf(
  { name, metricsets }: Part,
  { where }: MetricbeatSettings,
  { from, to }: Window,
): Query {
  const filter = [
    { range: { '@timestamp': { gte: from, lt: to, format: 'epoch_millis' } } },
    ...Object.entries(where).map(([field, value]) => term(field, value)),
    anyOf([...streams(name, metricsets), ...sets(name, metricsets)]),
  ];
  return { bool: { filter } };
}

/** As Elastic Agent writes them. */
function streams(name: string, metricsets: Part['metricsets']): Query[] {
  return Object.keys(metricsets).map((set) => term('data_stream.dataset', `${name}.${set}`));
}

/** As Metricbeat writes them: 7 and later, 6, and events, which name no metricset. */
function sets(name: string, metricsets: Part['metricsets']): Query[] {
  const isOfModule = anyOf([term('event.module', name), term('metricset.module', name)]);
  const isSet = anyOf([
    ...Object.keys(metricsets).map((set) => term('metricset.name', set)),
    term('event.dataset', 'event'),
    term('event.dataset', `${name}.event`),
  ]);
  return [{ bool: { filter: [isOfModule, isSet] } }];
}

/** All that is read of the documents of a part. */
export function fieldsOf({ metricsets }: Part): string[] {
  const own = Object.values(metricsets).flatMap(({ fields }) => fields);
  return [...new Set([...Object.keys(Head.shape), ...own])];
}
