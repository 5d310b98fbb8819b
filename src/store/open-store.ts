import type { Log } from '../core/log.ts';
import type { Clock } from '../core/time.ts';
import type { ElasticsearchSettings } from './elasticsearch/settings.ts';
import { openPostgresStore } from './postgres/postgres-store.ts';
import type { Store } from './store.ts';

/** Where everything is kept. */
export type StoreSettings =
  | { kind: 'postgres'; url: string }
  | ({ kind: 'elasticsearch' } & ElasticsearchSettings);

/** Opens the store of the settings, and brings its tables, or its templates, up to date. */
export async function openStore(settings: StoreSettings, world: { clock: Clock; log: Log }): Promise<Store> {
  return settings.kind === 'postgres'
    ? openPostgresStore({ url: settings.url, ...world })
    : (await loadElasticsearch())(settings, world);
}

/** Its client is 15 MB of modules that only who uses Elasticsearch should pay for. */
async function loadElasticsearch() {
  const { openElasticsearchStore } = await import('./elasticsearch/elasticsearch-store.ts');
  return openElasticsearchStore;
}
