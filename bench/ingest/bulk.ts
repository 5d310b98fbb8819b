import type { Client } from '@elastic/elasticsearch';
import pLimit from 'p-limit';
import type { ElasticsearchPlace } from '../ground/elasticsearch-place.ts';

interface StoredDocument {
  index: string;
  id: string;
  version: number;
  source: string;
}

/** Bodies of bulk requests, ready to be sent. */
export type Bodies = readonly string[];

/** As the driver has them, so that the requests are alike. */
const LARGEST = 5_000_000;
const IN_FLIGHT = 3;
const PAGE = 5_000;

/** The stored documents as bulk takes them, so that nothing is left to do but to store them. */
export async function readStored(client: Client, namespace: string): Promise<StoredDocument[]> {
  const search = { index: `logs-sysmon.*-${namespace}-*`, size: PAGE, version: true, sort: ['_doc'] };
  const stored: StoredDocument[] = [];
  for await (const { body } of client.helpers.scrollSearch(search))
    for (const { _index: index, _id: id = '', _version: version = 1, _source } of body.hits.hits)
      stored.push({ index, id, version, source: JSON.stringify(_source) });
  return stored;
}

/** For a namespace of the same templates; `keyed`: under the same ids and versions, which Elasticsearch then looks for. */
export function bodiesFor(
  stored: readonly StoredDocument[],
  from: string,
  to: string,
  keyed: boolean,
): Bodies {
  const bodies: string[] = [];
  let lines: string[] = [];
  let size = 0;
  for (const { index, id, version, source } of stored) {
    const place = { _index: index.replace(`-${from}-`, `-${to}-`) };
    const header = keyed
      ? { index: { ...place, _id: id, version, version_type: 'external' } }
      : { create: place };
    lines.push(JSON.stringify(header), source);
    size += Buffer.byteLength(source);
    if (size < LARGEST) continue;
    bodies.push(lines.join('\n'));
    lines = [];
    size = 0;
  }
  return lines.length > 0 ? [...bodies, lines.join('\n')] : bodies;
}

/** Rejects if a document was refused. */
export async function sendBodies({ client }: ElasticsearchPlace, bodies: Bodies): Promise<void> {
  const limit = pLimit(IN_FLIGHT);
  const send = async (body: string) => {
    const { errors } = await client.bulk({ operations: [body], filter_path: ['errors'] });
    if (errors) throw new Error('Elasticsearch refused a document of the ceiling');
  };
  await Promise.all(bodies.map((body) => limit(() => send(body))));
}
