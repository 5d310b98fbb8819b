import { ConfigError } from '../core/errors.ts';
import type { RuleSettings } from '../detect/registry.ts';
import { type SourceSettings, SourcesSettings } from '../sources/index.ts';
import type { StoreSettings } from '../store/open-store.ts';
import { elasticsearchFaults, elasticsearchOf } from './elasticsearch.ts';
import { Environment, type Variables } from './environment.ts';
import { faultsOf, wordsFor } from './faults.ts';
import { type ConfigFile, readConfigFile } from './file.ts';
import type { Sender } from './tokens.ts';
import { usualSources, withToken } from './usual-sources.ts';

/** Everything that sysmon can be told, complete and checked. */
export interface Settings {
  role: Environment['SYSMON_ROLE'];
  logLevel: Environment['LOG_LEVEL'];
  http: { host: string; port: number };
  /** Who may send to us, and how fast each of them. */
  intake: { senders: Sender[]; bytesPerSecond: number };
  store: StoreSettings;
  /** Where the jobs wait: Redis where it is set, else PostgreSQL. */
  queues: { redis: string } | { postgres: string };
  /** For links from alerts to their log lines in Discover. */
  kibana: string | undefined;
  slack: {
    botToken: string;
    appToken?: string | undefined;
    signingSecret?: string | undefined;
    port: number;
    apiUrl?: string | undefined;
    channel: string;
    roles: ConfigFile['roles'];
  };
  jira: { host: string; email: string; apiToken: string; project: string } | undefined;
  sources: SourceSettings[];
  rules: RuleSettings[];
  retention: ConfigFile['retention'];
  digest: ConfigFile['digest'];
}

/**
 * Reads the environment and `sysmon.yaml`. Where the file names no sources, they are `local` ones (given as they would stand there)
 * and what the environment has tokens for of other kinds. Throws one `ConfigError` that lists every fault with its path, never a value.
 */
export async function loadSettings(variables: Variables, local: readonly object[] = []): Promise<Settings> {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''));
  const environment = Environment.safeParse(given, { error: wordsFor });
  const faults = [...(environment.success ? [] : faultsOf(environment.error, '')), ...missing(given)];
  const file = await readConfigFile(given.SYSMON_CONFIG).catch((error) => {
    if (!(error instanceof ConfigError)) throw error;
    faults.push(...error.faults);
    return undefined;
  });
  const here = SourcesSettings.parse(local);
  const usual = environment.success ? usualSources(environment.data) : [];
  const isHere = ({ kind }: SourceSettings) => here.some((one) => one.kind === kind);
  const all = file?.sources ?? [...usual.filter((one) => !isHere(one)), ...here];
  const isMeant = file?.sources ? given.INTAKE_TOKENS : (given.AWS_REGION ?? given.INTAKE_TOKENS);
  if (file && all.length === 0 && !isMeant)
    faults.push(
      'sources: there are none. Set AWS_REGION, or name some in sysmon.yaml (see sysmon.example.yaml)',
    );
  if (faults.length > 0 || !environment.success || !file) throw new ConfigError(faults);
  return settingsOf(environment.data, file, all);
}

function settingsOf(environment: Environment, file: ConfigFile, sources: SourceSettings[]): Settings {
  return {
    role: environment.SYSMON_ROLE,
    logLevel: environment.LOG_LEVEL,
    http: { host: environment.HTTP_HOST, port: environment.HTTP_PORT },
    intake: {
      senders: environment.INTAKE_TOKENS ?? [],
      bytesPerSecond: environment.INTAKE_MEGABYTES_PER_SECOND * 1_048_576,
    },
    store: storeOf(environment),
    queues: queuesOf(environment),
    kibana: environment.KIBANA_URL,
    slack: {
      botToken: environment.SLACK_BOT_TOKEN,
      appToken: environment.SLACK_APP_TOKEN,
      signingSecret: environment.SLACK_SIGNING_SECRET,
      port: environment.SLACK_HTTP_PORT,
      apiUrl: environment.SLACK_API_URL,
      channel: environment.SLACK_CHANNEL,
      roles: file.roles,
    },
    jira: jiraOf(environment),
    sources: sources.map((source) => withToken(source, environment)),
    rules: file.rules,
    retention: file.retention,
    digest: file.digest,
  };
}

/** Elasticsearch where it is set. */
function storeOf(environment: Environment): StoreSettings {
  const elasticsearch = elasticsearchOf(environment);
  return elasticsearch
    ? { kind: 'elasticsearch', ...elasticsearch }
    : { kind: 'postgres', url: environment.DATABASE_URL ?? '' };
}

function queuesOf({ REDIS_URL: redis, DATABASE_URL: postgres = '' }: Environment): Settings['queues'] {
  return redis ? { redis } : { postgres };
}

/** Jira is optional, but not half of it. */
function jiraOf(environment: Environment): Settings['jira'] {
  const { JIRA_HOST: host, JIRA_EMAIL: email, JIRA_API_TOKEN: apiToken, JIRA_PROJECT: project } = environment;
  return host && email && apiToken && project ? { host, email, apiToken, project } : undefined;
}

function missing(given: Variables): string[] {
  const jira = ['JIRA_HOST', 'JIRA_EMAIL', 'JIRA_API_TOKEN', 'JIRA_PROJECT'];
  const some = jira.some((name) => given[name]);
  const faults = some
    ? jira
        .filter((name) => !given[name])
        .map((name) => `${name}: missing, while other JIRA_ settings are there`)
    : [];
  faults.push(...elasticsearchFaults(given));
  const elasticsearch = given.ELASTICSEARCH_URL ?? given.ELASTICSEARCH_CLOUD_ID;
  if (!elasticsearch && !given.DATABASE_URL)
    faults.push('DATABASE_URL: missing. Set it to a PostgreSQL, or set ELASTICSEARCH_URL');
  if (elasticsearch && !given.REDIS_URL && !given.DATABASE_URL)
    faults.push('REDIS_URL: missing. The jobs need a Redis, or a PostgreSQL in DATABASE_URL');
  if (!given.SLACK_APP_TOKEN && !given.SLACK_SIGNING_SECRET)
    faults.push('SLACK_APP_TOKEN: missing. Set it for Socket Mode, or SLACK_SIGNING_SECRET for HTTP');
  return faults;
}
