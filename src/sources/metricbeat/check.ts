import { RejectedError } from '../../core/errors.ts';
import { type Clock, DAY } from '../../core/time.ts';
import type { ElasticReader } from '../elastic/reader.ts';
import { hasDocuments } from './has-documents.ts';
import type { Part } from './metricset.ts';
import { fieldsOf } from './query.ts';
import type { MetricbeatSettings } from './settings.ts';
import { truncatedFields } from './truncated.ts';

const MOST_NAMES = 5;

/** Rejects if there is nothing to read, or if what there is was mapped in a way that spoils it. */
export async function check(
  parts: readonly Part[],
  reader: ElasticReader,
  settings: MetricbeatSettings,
  clock: Clock,
): Promise<void> {
  const { indices } = settings;
  const window = { from: clock.now() - DAY, to: clock.now() };
  const there = await Promise.all(parts.map((part) => hasDocuments(part, reader, settings, window)));
  if (!there.includes(true))
    throw new RejectedError(
      'METRICBEAT_NOTHING',
      `${indices.join(', ')} hold no documents of ${parts.map(({ name }) => name).join(', ')} of the last day`,
      'Set `indices` to where Metricbeat or Elastic Agent writes, and see that the API key or user may read them.',
    );
  const truncated = await truncatedFields(reader, indices, parts.flatMap(fieldsOf));
  if (truncated.length > 0) throw truncation(truncated);
}

function truncation(fields: readonly string[]): RejectedError {
  const more = fields.length > MOST_NAMES ? ` and ${fields.length - MOST_NAMES} more` : '';
  return new RejectedError(
    'METRICBEAT_MAPPING',
    `fractions are mapped as whole numbers: ${fields.slice(0, MOST_NAMES).join(', ')}${more}; they are read from the documents themselves, which takes longer`,
    "Install Metricbeat's own index template (`metricbeat setup --index-management`) or the integration's assets, then roll over.",
  );
}
