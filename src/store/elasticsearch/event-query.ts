import type { estypes } from '@elastic/elasticsearch';
import type { EventField } from '../../core/event.ts';
import { cleanText } from '../clean.ts';
import type { EventFilter } from '../event-store.ts';
import { documentId, indexedText } from './event-documents.ts';
import { EVENT_FIELDS } from './event-fields.ts';
import { LAST_DATE } from './index-names.ts';
import { messageContains } from './message-search.ts';

type Query = NonNullable<estypes.SearchRequest['query']>;
type Values = readonly (string | number)[];

/** Only filters: nothing is scored, and Elasticsearch keeps what it found for the next question. */
export function queryOf({ window, where = {}, not = {}, has = [], text }: EventFilter): Query {
  return {
    bool: {
      filter: [
        {
          range: { '@timestamp': { gte: clamp(window.from), lt: clamp(window.to), format: 'epoch_millis' } },
        },
        ...entries(where).map(([field, values]) => isOneOf(field, values)),
        ...has.map((field) => ({ exists: { field } })),
        ...(text === undefined ? [] : [messageContains(text)]),
      ],
      must_not: entries(not).map(([field, values]) => isOneOf(field, values)),
    },
  };
}

function entries(where: NonNullable<EventFilter['where']>): [EventField, Values][] {
  return Object.entries(where).map(([field, values]) => [field as EventField, values]);
}

/** An empty text means that the event has none. */
function isOneOf(field: EventField, values: Values): Query {
  const given = values.filter((value) => value !== '');
  const has = isGiven(field, given);
  if (given.length === values.length) return has;
  return { bool: { should: [has, { bool: { must_not: { exists: { field } } } }], minimum_should_match: 1 } };
}

function isGiven(field: EventField, values: Values): Query {
  if (field === 'event.id') return { ids: { values: values.map((value) => documentId(String(value))) } };
  if (EVENT_FIELDS[field] !== 'long')
    return { terms: { [field]: values.map((value) => cleanText(String(indexedText(String(value))))) } };
  return {
    terms: { [field]: values.filter((value) => String(Number(value)) === String(value)).map(Number) },
  };
}

/** An endless window is a number for Elasticsearch too. */
function clamp(at: number): number {
  return Math.max(-LAST_DATE, Math.min(LAST_DATE, Math.ceil(at)));
}
