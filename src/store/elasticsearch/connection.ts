import { readFile } from 'node:fs/promises';
import { Client, type ClientOptions, errors } from '@elastic/elasticsearch';
import pLimit, { type LimitFunction } from 'p-limit';
import { ConfigError } from '../../core/errors.ts';
import { SECOND } from '../../core/time.ts';
import { fetchAuthority } from './authority.ts';
import { explainFailure } from './failure.ts';
import { type IndexNames, indexNames } from './index-names.ts';
import type { ElasticsearchSettings } from './settings.ts';

export interface Connection {
  client: Client;
  names: IndexNames;
  /** Every call to Elasticsearch passes here: its failures come out in sysmon's words. */
  run<T>(work: (client: Client) => Promise<T>): Promise<T>;
  /** Bulk requests wait here for one another, whoever sends them: so memory is bounded on both sides. */
  bulks: LimitFunction;
  close(): Promise<void>;
}

const REQUEST_TIMEOUT = 30 * SECOND;
/** Of a read that found no server; what writes says so itself. */
const RETRIES = 1;
const BULKS_IN_FLIGHT = 3;

/** Makes a client; it connects when it is first used. Rejects with `ConfigError` if the settings can't be right. */
export async function connect(settings: ElasticsearchSettings): Promise<Connection> {
  if (settings.url !== undefined && !URL.canParse(settings.url))
    throw new ConfigError(['ELASTICSEARCH_URL: is not a URL such as https://host:9200']);
  const client = clientOf(await optionsOf(settings));
  return {
    client,
    names: indexNames(settings.namespace),
    bulks: pLimit(BULKS_IN_FLIGHT),
    run: async (work) => {
      try {
        return await work(client);
      } catch (error) {
        throw explainFailure(error);
      }
    },
    close: () => client.close(),
  };
}

/** The client of 9 speaks as 9 does, which 8.19 refuses; 9 still understands what is said as 8. */
const MEDIA_TYPE = 'application/vnd.elasticsearch+json; compatible-with=8';

function clientOf(options: ClientOptions): Client {
  try {
    return new Client(options);
  } catch (error) {
    if (!(error instanceof errors.ConfigurationError)) throw error;
    throw new ConfigError([`ELASTICSEARCH_URL, ELASTICSEARCH_CLOUD_ID: ${error.message}`]);
  }
}

async function optionsOf(settings: ElasticsearchSettings): Promise<ClientOptions> {
  const { url, cloudId } = settings;
  const place = cloudId ? { cloud: { id: cloudId } } : { node: url ?? '' };
  return {
    ...place,
    ...authOf(settings),
    ...(await trustOf(settings)),
    headers: { accept: MEDIA_TYPE, 'content-type': MEDIA_TYPE },
    requestTimeout: REQUEST_TIMEOUT,
    maxRetries: RETRIES,
    redaction: { type: 'remove' },
  };
}

function authOf({ apiKey, username, password }: ElasticsearchSettings): Pick<ClientOptions, 'auth'> {
  if (apiKey) return { auth: { apiKey } };
  return username ? { auth: { username, password: password ?? '' } } : {};
}

/** With a fingerprint, whoever is signed by that authority is trusted, by whatever name it is reached. */
async function trustOf(settings: ElasticsearchSettings): Promise<Pick<ClientOptions, 'tls'>> {
  const { url, caFile, caFingerprint } = settings;
  if (caFile) return { tls: { ca: await readCertificate(caFile) } };
  if (!caFingerprint || !url) return {};
  const ca = await fetchAuthority(url, caFingerprint);
  return { tls: { ca, checkServerIdentity: () => undefined } };
}

async function readCertificate(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw new ConfigError([`ELASTICSEARCH_CA_FILE: can't be read (${reason})`]);
  }
}
