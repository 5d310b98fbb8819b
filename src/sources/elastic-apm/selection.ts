import type { Window } from '../../core/time.ts';
import { inWindow, isAny, type Query } from '../elastic/query.ts';
import type { ElasticApmSettings } from './settings.ts';

type Services = ElasticApmSettings['services'];

const UNSAMPLED: Query = {
  bool: { filter: [{ term: { 'transaction.sampled': false } }, without('transaction.representative_count')] },
};
/**
 * What each kind of document is told by: `processor.event` is not in all of them. Version 7 keeps what was not sampled too, for which others stand by
 * their weight already.
 */
const TRANSACTION: Query[] = [
  { exists: { field: 'transaction.duration.us' } },
  { bool: { must_not: [UNSAMPLED] } },
];
const REQUEST: Query = { term: { 'transaction.type': 'request' } };
/** The same traffic is there as `service_transaction` too, and as 10m and 60m; version 7 has one interval and does not name it. */
const TRANSACTION_METRIC: Query[] = [
  { term: { 'metricset.name': 'transaction' } },
  either({ term: { 'metricset.interval': '1m' } }, without('metricset.interval')),
];
const ERROR: Query = either({ exists: { field: 'error.grouping_key' } }, { exists: { field: 'error.id' } });
const CLICK = 'Click - ';
/** A click that navigates is a `route-change`. */
const PAGE_ACTION: Query = either(
  { terms: { 'transaction.type': ['page-load', 'page-exit', 'user-interaction'] } },
  {
    bool: {
      filter: [
        { term: { 'transaction.type': 'route-change' } },
        { prefix: { 'transaction.name': { value: CLICK } } },
      ],
    },
  },
);

export const requestMetrics = (services: Services, window: Window): Query =>
  all(services, window, [...TRANSACTION_METRIC, REQUEST]);

/** Only those of some services, where they are not too many to be named. */
export const requestTraces = (services: Services, window: Window, some: readonly string[] = []): Query =>
  all(services, window, [
    ...TRANSACTION,
    REQUEST,
    ...(some.length > 0 && some.length <= 1_000 ? [{ terms: { 'service.name': [...some] } }] : []),
  ]);

export const pageActions = (services: Services, window: Window): Query =>
  all(services, window, [...TRANSACTION, PAGE_ACTION]);

export const errors = (services: Services, window: Window): Query => all(services, window, [ERROR]);

/** What was clicked; undefined for a transaction that is no click. */
export function clickTarget(name: string): string | undefined {
  return name.startsWith(CLICK) ? name.slice(CLICK.length) : undefined;
}

function all({ include, exclude }: Services, window: Window, filter: Query[]): Query {
  return {
    bool: {
      filter: [inWindow(window), ...(include.length > 0 ? [isAny('service.name', include)] : []), ...filter],
      must_not: exclude.length > 0 ? [isAny('service.name', exclude)] : [],
    },
  };
}

function either(...should: Query[]): Query {
  return { bool: { should, minimum_should_match: 1 } };
}

function without(field: string): Query {
  return { bool: { must_not: [{ exists: { field } }] } };
}
