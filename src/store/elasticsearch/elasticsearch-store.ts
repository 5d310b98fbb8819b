import type { Log } from '../../core/log.ts';
import type { Clock } from '../../core/time.ts';
import type { Store } from '../store.ts';
import { connect } from './connection.ts';
import { documentStore } from './documents.ts';
import { elasticsearchEvents } from './events.ts';
import { install } from './install.ts';
import { seriesStore } from './series.ts';
import type { ElasticsearchSettings } from './settings.ts';
import { TEMPLATES } from './templates/index.ts';

/**
 * Opens the three stores on one Elasticsearch (8.19 and later), and installs or upgrades its templates. Rejects with `ConfigError` (settings that
 * can't be right), `UpstreamError` (can't be reached just now) or `RejectedError` (wrong key, missing privilege).
 */
export async function openElasticsearchStore(
  settings: ElasticsearchSettings,
  { clock, log }: { clock: Clock; log: Log },
): Promise<Store> {
  const connection = await connect(settings);
  try {
    await install(connection, TEMPLATES, settings, log);
  } catch (error) {
    await connection.close();
    throw error;
  }
  const { run, names, close } = connection;
  return {
    events: elasticsearchEvents(connection, clock),
    series: seriesStore(connection),
    documents: documentStore(connection, clock),
    ping: () => run(async (client) => void (await client.indices.exists({ index: names.documents }))),
    close,
  };
}
