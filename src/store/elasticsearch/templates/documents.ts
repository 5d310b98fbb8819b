import type { Template } from './template.ts';

/** What a document holds is not mapped: what it can be found by is one list of `name=value` terms, whatever the names are. */
export const documentsTemplate: Template = {
  name: 'documents',
  version: 1,
  pattern: ({ documents }) => documents,
  settings: { refresh_interval: '30s' },
  mappings: {
    dynamic: false,
    properties: {
      kind: { type: 'keyword' },
      id: { type: 'keyword', ignore_above: 8_000 },
      version: { type: 'long', index: false },
      updatedAt: { type: 'date', format: 'epoch_millis' },
      terms: { type: 'keyword', doc_values: false },
      data: { type: 'keyword', index: false, doc_values: false },
    },
  },
};
