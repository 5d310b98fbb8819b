import { RejectedError } from '../../core/errors.ts';
import type { ElasticReader } from '../elastic/reader.ts';
import { PARTS, partsThere } from './mapping.ts';
import type { ElasticApmSettings } from './settings.ts';

/** Rejects with what a person has to mend: the key, its privileges, the mappings, patterns that match nothing. */
export async function checkApm(reader: ElasticReader, settings: ElasticApmSettings): Promise<void> {
  const there = await partsThere(reader, settings);
  for (const part of there) await readOne(reader, settings.indices[part]);
  if (there.length > 0) return;
  const patterns = [...new Set(PARTS.flatMap((part) => settings.indices[part]))].join(', ');
  throw new RejectedError(
    'APM_NOTHING',
    `there is nothing in ${patterns}, or nothing that we may see`,
    'See that APM writes into this cluster, that `indices` names where, and that the key has `read` and `view_index_metadata` on them.',
  );
}

/** To see the fields of an index takes one privilege, to read it another. */
async function readOne(reader: ElasticReader, indices: readonly string[]): Promise<void> {
  const all = { indices, query: { match_all: {} }, fields: [], sort: [], page: 1 };
  for await (const _ of reader.documents(all)) return;
}
