import type { Template } from './template.ts';

/** What could not be stored, as text: never parsed, so that nothing in it can be refused again. */
export const deadLettersTemplate: Template = {
  name: 'dead-letters',
  version: 1,
  pattern: ({ deadLettersPattern }) => deadLettersPattern,
  settings: { refresh_interval: '5s' },
  mappings: {
    dynamic: false,
    properties: {
      '@timestamp': { type: 'date', format: 'epoch_millis||strict_date_optional_time' },
      index: { type: 'keyword', ignore_above: 1_024 },
      id: { type: 'keyword', ignore_above: 1_024 },
      reason: { type: 'text', norms: false },
      event: { type: 'text', index: false },
    },
  },
};
