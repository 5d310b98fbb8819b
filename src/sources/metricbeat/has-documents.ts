import type { Window } from '../../core/time.ts';
import type { ElasticReader } from '../elastic/reader.ts';
import type { Part } from './metricset.ts';
import { queryOf } from './query.ts';
import type { MetricbeatSettings } from './settings.ts';

/** Whether there is anything of a part. */
export async function hasDocuments(
  part: Part,
  reader: ElasticReader,
  settings: MetricbeatSettings,
  window: Window,
): Promise<boolean> {
  const pages = reader.documents({
    indices: settings.indices,
    query: queryOf(part, settings, window),
    fields: [],
    sort: ['@timestamp'],
    page: 1,
  });
  for await (const page of pages) return page.length > 0;
  return false;
}
