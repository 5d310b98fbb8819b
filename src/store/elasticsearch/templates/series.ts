import type { Template } from './template.ts';

const KEYWORD = { type: 'keyword' } as const;
/** Read through aggregations only, so no index of its values is needed. */
const NUMBER = { type: 'double', index: false } as const;
/** Labels have any names without a mapping of their own. */
const COMMON = {
  metric: KEYWORD,
  series: KEYWORD,
  labels: { type: 'flattened' },
  /** Start of the hour, in milliseconds. */
  hour: { type: 'date', format: 'epoch_millis' },
  bins: { type: 'object', enabled: false },
} as const;

const MINUTES = Array.from({ length: 60 }, (_, minute) => [String(minute), NUMBER] as const);

/** One document holds an hour of a series by its minutes: a sixtieth of the documents that a document a point would be. */
export const minutesTemplate: Template = {
  name: 'series',
  version: 1,
  pattern: ({ seriesPattern }) => seriesPattern,
  settings: { refresh_interval: '30s' },
  /** A late point must not bring a day back that was dropped. */
  autoCreate: false,
  mappings: {
    dynamic: false,
    properties: { ...COMMON, minutes: { properties: Object.fromEntries(MINUTES) } },
  },
};

export const hoursTemplate: Template = {
  name: 'hours',
  version: 1,
  pattern: ({ hoursPattern }) => hoursPattern,
  settings: { refresh_interval: '30s' },
  mappings: { dynamic: false, properties: { ...COMMON, value: NUMBER } },
};
