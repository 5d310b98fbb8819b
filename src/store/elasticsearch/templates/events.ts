import type { estypes } from '@elastic/elasticsearch';
import { EVENT_FIELDS, LONGEST_KEYWORD } from '../event-fields.ts';
import type { Template } from './template.ts';

const DATE = { type: 'date', format: 'epoch_millis||strict_date_optional_time' } as const;
const KEYWORD = { type: 'keyword', ignore_above: LONGEST_KEYWORD } as const;
/** Looked at, counted and sorted, seldom searched: half the work of writing it is saved. */
const SELDOM = { ...KEYWORD, index: false } as const;
const LONG = { type: 'long' } as const;
/** For "anywhere in the message, in any case": the field `wildcard` would do it, but is not in every Elasticsearch. */
const ANYWHERE = { ...KEYWORD, normalizer: 'lowercase', doc_values: false } as const;

const PROPERTIES = { keyword: KEYWORD, seldom: SELDOM, long: LONG };

/** ECS names. Nothing is mapped that is not listed here, so no input, however hostile, makes the mapping grow. */
export const eventsTemplate: Template = {
  name: 'events',
  version: 1,
  pattern: ({ eventsPattern }) => eventsPattern,
  settings: { refresh_interval: '5s' },
  mappings: {
    dynamic: false,
    properties: {
      '@timestamp': DATE,
      ...fields(),
      'event.ingested': DATE,
      'event.duration_bin': { type: 'integer' },
      'http.response.status_class': KEYWORD,
      message: { type: 'text', norms: false, fields: { anywhere: ANYWHERE } },
      message_parts: ANYWHERE,
      revision: { type: 'integer', index: false },
      labels: { type: 'flattened', ignore_above: LONGEST_KEYWORD },
      whole: { type: 'object', enabled: false },
    },
  },
};

function fields(): Record<string, estypes.MappingProperty> {
  return Object.fromEntries(Object.entries(EVENT_FIELDS).map(([field, kind]) => [field, PROPERTIES[kind]]));
}
