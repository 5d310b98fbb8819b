import { Client } from '@elastic/elasticsearch';
import type { Log } from '../../core/log.ts';
import type { Clock } from '../../core/time.ts';
import type { Store } from '../store.ts';
import type { ElasticsearchSettings } from './settings.ts';

/** Opens the three stores on one Elasticsearch, and installs or upgrades its templates. */
export async function openElasticsearchStore(
  settings: ElasticsearchSettings,
  _world: { clock: Clock; log: Log },
): Promise<Store> {
  const client = new Client({ node: settings.url ?? '' });
  throw new Error(`not yet: ${client.name.toString()}`);
}
