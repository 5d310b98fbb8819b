import { Client } from '@elastic/elasticsearch';
import { silentLog } from '../../src/core/log.ts';
import { systemClock } from '../../src/core/time.ts';
import { openElasticsearchStore } from '../../src/store/elasticsearch/elasticsearch-store.ts';
import { startElasticsearch } from '../../test/support/elasticsearch/server.ts';
import type { Place } from './place.ts';

export interface ElasticsearchPlace extends Place {
  /** As a program without sysmon would use it. */
  client: Client;
}

/** A namespace a store, on a server of one node with 1 GB of heap. Rejects with what is missing on this machine. */
export async function startElasticsearchPlace(): Promise<ElasticsearchPlace> {
  const { url, username, password, stop } = await startElasticsearch({ major: '9' });
  const client = new Client({ node: url, auth: { username, password }, requestTimeout: 120_000 });
  const indicesOf = (name: string) => `logs-sysmon.*-${name}-*,sysmon-*-${name}*`;
  return {
    title: 'Elasticsearch',
    pid: await processOf(client),
    client,
    variables: (name) => ({
      ELASTICSEARCH_URL: url,
      ELASTICSEARCH_USERNAME: username,
      ELASTICSEARCH_PASSWORD: password,
      ELASTICSEARCH_NAMESPACE: name,
      ELASTICSEARCH_REPLICAS: '0',
    }),
    open: (name) => {
      const settings = { url, username, password, namespace: name, shards: 1, replicas: 0 };
      return openElasticsearchStore(settings, { clock: systemClock, log: silentLog });
    },
    settle: async (name) => void (await client.indices.refresh({ index: indicesOf(name) })),
    drop: (name) => dropIndices(client, indicesOf(name)),
    stop: async () => {
      await client.close();
      await stop();
    },
  };
}

async function processOf(client: Client): Promise<number> {
  const { nodes } = await client.nodes.info({ node_id: '_local', metric: 'process' });
  const [pid] = Object.values(nodes).map(({ process }) => process?.id);
  if (pid === undefined) throw new Error('Elasticsearch does not say which process it is');
  return pid;
}

async function dropIndices(client: Client, pattern: string): Promise<void> {
  const { indices } = await client.indices.resolveIndex({ name: pattern, expand_wildcards: 'all' });
  const names = indices.map(({ name }) => name);
  for (let start = 0; start < names.length; start += 20)
    await client.indices.delete({ index: names.slice(start, start + 20) });
}
