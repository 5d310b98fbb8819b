import type { estypes } from '@elastic/elasticsearch';
import type { Window } from '../../core/time.ts';

export type Query = Exclude<estypes.SearchRequest['query'], undefined>;

/** Documents of this time by their `@timestamp`. */
export function inWindow({ from, to }: Window): Query {
  return { range: { '@timestamp': { gte: from, lt: to, format: 'epoch_millis' } } };
}

/** Whether a field has one of these values, or for a trailing `*` one that begins so. */
export function isAny(field: string, patterns: readonly string[]): Query {
  const whole = patterns.filter((pattern) => !pattern.endsWith('*'));
  const starts = patterns.filter((pattern) => pattern.endsWith('*')).map((pattern) => pattern.slice(0, -1));
  return {
    bool: {
      should: [
        ...(whole.length > 0 ? [{ terms: { [field]: whole } }] : []),
        ...starts.map((value) => ({ prefix: { [field]: { value } } })),
      ],
      minimum_should_match: 1,
    },
  };
}
