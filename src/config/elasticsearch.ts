import type { ElasticsearchSettings } from '../store/elasticsearch/settings.ts';
import type { Environment, Variables } from './environment.ts';

/** Undefined where none is set. A user and password may stand in the URL too; they leave it here, so that no message shows them. */
export function elasticsearchOf(environment: Environment): ElasticsearchSettings | undefined {
  const { ELASTICSEARCH_URL: url, ELASTICSEARCH_CLOUD_ID: cloudId } = environment;
  if (!url && !cloudId) return undefined;
  const inUrl = credentialsIn(url);
  return {
    url: inUrl.url,
    cloudId,
    apiKey: environment.ELASTICSEARCH_API_KEY,
    username: environment.ELASTICSEARCH_USERNAME ?? inUrl.username,
    password: environment.ELASTICSEARCH_PASSWORD ?? inUrl.password,
    caFile: environment.ELASTICSEARCH_CA_FILE,
    caFingerprint: environment.ELASTICSEARCH_CA_FINGERPRINT,
    namespace: environment.ELASTICSEARCH_NAMESPACE,
    shards: environment.ELASTICSEARCH_SHARDS,
    replicas: environment.ELASTICSEARCH_REPLICAS,
  };
}

interface Address {
  url: string | undefined;
  username: string | undefined;
  password: string | undefined;
}

function credentialsIn(given: string | undefined): Address {
  if (!given || !URL.canParse(given)) return { url: given, username: undefined, password: undefined };
  const url = new URL(given);
  const username = decodeURIComponent(url.username) || undefined;
  const password = decodeURIComponent(url.password) || undefined;
  url.username = '';
  url.password = '';
  return { url: url.href, username, password };
}

/** What is missing, or there twice, among the settings of Elasticsearch. */
export function elasticsearchFaults(given: Variables): string[] {
  const { ELASTICSEARCH_URL: url, ELASTICSEARCH_CLOUD_ID: cloudId } = given;
  if (!url && !cloudId) return withoutServer(given);
  return [
    ...(url && cloudId ? ['ELASTICSEARCH_CLOUD_ID: set beside ELASTICSEARCH_URL. Keep one of the two'] : []),
    ...credentialFaults(given),
    ...(url?.startsWith('https://') ? [] : needsTls(given)),
  ];
}

const NEED_A_SERVER = ['API_KEY', 'USERNAME', 'PASSWORD', 'CA_FILE', 'CA_FINGERPRINT'];

function withoutServer(given: Variables): string[] {
  const isSet = NEED_A_SERVER.some((name) => given[`ELASTICSEARCH_${name}`]);
  return isSet ? ['ELASTICSEARCH_URL: missing, while other ELASTICSEARCH_ settings are there'] : [];
}

function credentialFaults(given: Variables): string[] {
  const { ELASTICSEARCH_API_KEY: apiKey, ELASTICSEARCH_URL: url } = given;
  const inUrl = credentialsIn(url);
  const username = given.ELASTICSEARCH_USERNAME ?? inUrl.username;
  const password = given.ELASTICSEARCH_PASSWORD ?? inUrl.password;
  if (apiKey && (username || password))
    return ['ELASTICSEARCH_API_KEY: set beside a user or password. Keep one of the two'];
  if (!apiKey && !username && !password)
    return ['ELASTICSEARCH_API_KEY: missing. Set it, or ELASTICSEARCH_USERNAME and ELASTICSEARCH_PASSWORD'];
  if (apiKey || (username && password)) return [];
  return [username ? 'ELASTICSEARCH_PASSWORD: missing' : 'ELASTICSEARCH_USERNAME: missing'];
}

function needsTls(given: Variables): string[] {
  const names = given.ELASTICSEARCH_URL ? ['CA_FILE', 'CA_FINGERPRINT'] : ['CA_FINGERPRINT'];
  return names
    .map((name) => `ELASTICSEARCH_${name}`)
    .filter((name) => given[name])
    .map((name) => `${name}: needs an ELASTICSEARCH_URL that starts with https://`);
}
