import { inject } from 'vitest';
import { silentLog } from '../../src/core/log.ts';
import type { Clock } from '../../src/core/time.ts';
import { openElasticsearchStore } from '../../src/store/elasticsearch/elasticsearch-store.ts';
import type { ElasticsearchSettings } from '../../src/store/elasticsearch/settings.ts';
import type { Store } from '../../src/store/store.ts';

/** Where an Elasticsearch is, and who may do everything there. */
export interface Server {
  url: string;
  username: string;
  password: string;
}

/** The server that the files of this project share. */
export function sharedServer(): Server {
  const server = inject('elasticsearch');
  if (!server) throw new Error('these tests need an Elasticsearch');
  return server;
}

export function settingsOf(server: Server, namespace: string): ElasticsearchSettings {
  return { ...server, namespace, shards: 1, replicas: 0 };
}

/** A request of the test itself, as the superuser. Resolves with the status and the answer. */
export async function ask(server: Server, method: string, path: string, body?: unknown) {
  const credentials = Buffer.from(`${server.username}:${server.password}`).toString('base64');
  const response = await fetch(`${server.url}${path}`, {
    method,
    headers: { authorization: `Basic ${credentials}`, 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text ? JSON.parse(text) : undefined };
}

/** Deletes all indices of a namespace. */
export async function emptyNamespace(server: Server, namespace: string): Promise<void> {
  const patterns = [`logs-sysmon.*-${namespace}-*`, `sysmon-*-${namespace}*`];
  const { body } = await ask(
    server,
    'GET',
    `/${patterns}/_settings/index.creation_date?expand_wildcards=all`,
  );
  const names = Object.keys(body);
  for (let start = 0; start < names.length; start += 20)
    await ask(server, 'DELETE', `/${names.slice(start, start + 20)}`);
}

/** Opens stores that start empty, in a namespace that is the file's own. */
export function opener(server: Server, namespace: string): (clock: Clock) => Promise<Store> {
  return async (clock) => {
    await emptyNamespace(server, namespace);
    return openElasticsearchStore(settingsOf(server, namespace), { clock, log: silentLog });
  };
}
