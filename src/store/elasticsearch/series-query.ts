import type { estypes } from '@elastic/elasticsearch';
import { bucketOf, HOUR, type Instant, MINUTE, type Window } from '../../core/time.ts';
import type { SeriesFilter } from '../series-store.ts';
import { indexedValue } from './series-labels.ts';

export type Query = NonNullable<estypes.SearchRequest['query']>;

/** The hours of the series that match and touch the window. */
export function hoursIn(filter: SeriesFilter): Query {
  const { from, to } = filter.window;
  return matches(filter, [{ range: { hour: { gte: bucketOf(from, HOUR), lt: to } } }]);
}

export function matches({ metric, where = {}, not = {} }: SeriesFilter, besides: readonly Query[]): Query {
  return {
    bool: {
      filter: [{ term: { metric } }, ...besides, ...Object.entries(where).map(oneOf)],
      must_not: Object.entries(not).map(oneOf),
    },
  };
}

/** An empty value also means a series without that label. */
function oneOf([name, values]: [string, readonly string[]]): Query {
  const field = labelField(name);
  const has: Query = { terms: { [field]: values.map(indexedValue) } };
  if (!values.includes('')) return has;
  return { bool: { should: [has, { bool: { must_not: { exists: { field } } } }], minimum_should_match: 1 } };
}

export function labelField(name: string): string {
  return `labels.${name}`;
}

const MINUTES = Array.from({ length: HOUR / MINUTE }, (_, minute) => minute);

/** The minutes (0 to 59) of this hour that lie in the window. */
export function minutesOf(hour: Instant, { from, to }: Window): number[] {
  return MINUTES.filter((minute) => hour + minute * MINUTE >= from && hour + minute * MINUTE < to);
}

/** The minutes (0 to 59) that lie in the window in any of its hours. */
export function minutesIn(window: Window): readonly number[] {
  if (window.to - window.from >= HOUR) return MINUTES;
  const [first, last] = [bucketOf(window.from, HOUR), bucketOf(window.to, HOUR)];
  return [...new Set([...minutesOf(first, window), ...minutesOf(last, window)])];
}
