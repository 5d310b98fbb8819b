import { z } from 'zod';
import { Region } from '../sources/aws/settings.ts';
import { Tokens } from './tokens.ts';

const PORT = 'must be a port: a number from 0 to 65535';
const Port = z.coerce.number(PORT).int(PORT).min(0, PORT).max(65_535, PORT);
const Count = z.coerce.number().int().min(0).max(1_000);
const Url = (...protocols: string[]) =>
  z.string().refine((text) => protocols.some((protocol) => text.startsWith(`${protocol}://`)), {
    error: `must be an address that starts with ${protocols.map((protocol) => `${protocol}://`).join(' or ')}`,
  });
const Token = (start: string) =>
  z.string().startsWith(start, { error: `must start with ${start} (see docs/slack-app.md)` });

/** Every environment variable that sysmon reads. Secrets are set here alone; the rest may be in sysmon.yaml. */
export const Environment = z.object({
  SYSMON_CONFIG: z.string().optional(),
  SYSMON_ROLE: z.enum(['all', 'bot', 'worker']).default('all'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  HTTP_HOST: z.string().default('0.0.0.0'),
  HTTP_PORT: Port.default(8080),
  DATABASE_URL: Url('postgres', 'postgresql').optional(),
  ELASTICSEARCH_URL: Url('http', 'https').optional(),
  ELASTICSEARCH_CLOUD_ID: z
    .string()
    .regex(/^[^:]*:[A-Za-z0-9+/]{8,}={0,2}$/, 'must be the Cloud ID that the deployment shows, NAME:LETTERS')
    .optional(),
  ELASTICSEARCH_API_KEY: z.string().optional(),
  ELASTICSEARCH_USERNAME: z.string().optional(),
  ELASTICSEARCH_PASSWORD: z.string().optional(),
  ELASTICSEARCH_CA_FILE: z.string().optional(),
  ELASTICSEARCH_CA_FINGERPRINT: z
    .string()
    .regex(/^([0-9a-fA-F]{2}:?){32}$/, 'must be the SHA-256 of the certificate: 64 hexadecimal digits')
    .optional(),
  ELASTICSEARCH_NAMESPACE: z
    .string()
    .regex(/^[a-z0-9_.]{1,100}$/, 'small letters, digits, _ and . only')
    .default('default'),
  ELASTICSEARCH_SHARDS: Count.min(1).default(1),
  ELASTICSEARCH_REPLICAS: Count.default(1),
  KIBANA_URL: Url('http', 'https').optional(),
  REDIS_URL: Url('redis', 'rediss').optional(),
  SLACK_BOT_TOKEN: Token('xoxb-'),
  SLACK_APP_TOKEN: Token('xapp-').optional(),
  SLACK_SIGNING_SECRET: z.string().optional(),
  SLACK_HTTP_PORT: Port.default(3000),
  SLACK_API_URL: Url('http', 'https').optional(),
  SLACK_CHANNEL: z
    .string()
    .regex(
      /^[CGD][A-Z0-9]{6,}$/,
      'must be the id of a channel, e.g. C0123ABCD: in Slack, open the channel details',
    ),
  JIRA_HOST: Url('http', 'https').optional(),
  JIRA_EMAIL: z.string().optional(),
  JIRA_API_TOKEN: z.string().optional(),
  JIRA_PROJECT: z.string().optional(),
  INTAKE_TOKENS: Tokens.optional(),
  INTAKE_MEGABYTES_PER_SECOND: z.coerce.number().positive().max(1_000).default(8),
  BALENA_TOKEN: z.string().optional(),
  KUBERNETES_TOKEN: z.string().optional(),
  ELASTIC_APM_API_KEY: z.string().optional(),
  METRICBEAT_API_KEY: z.string().optional(),
  AWS_REGION: Region.optional(),
  AWS_ENDPOINT_URL_CLOUDWATCH_LOGS: Url('http', 'https').optional(),
  AWS_ACCESS_KEY_ID: z.string().optional(),
  AWS_SECRET_ACCESS_KEY: z.string().optional(),
  AWS_SESSION_TOKEN: z.string().optional(),
});
export type Environment = z.infer<typeof Environment>;

export type Variables = Readonly<Record<string, string | undefined>>;

/** Which outside systems the environment names: the others are the sandbox's. */
export interface Named {
  database: boolean;
  slack: boolean;
  jira: boolean;
  aws: boolean;
  balena: boolean;
}

export function named(environment: Variables): Named {
  const has = (...names: string[]) => names.some((name) => environment[name]);
  return {
    database: has('DATABASE_URL', 'ELASTICSEARCH_URL', 'ELASTICSEARCH_CLOUD_ID'),
    slack: has('SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN', 'SLACK_SIGNING_SECRET'),
    jira: has('JIRA_HOST', 'JIRA_API_TOKEN'),
    balena: has('BALENA_TOKEN'),
    aws: has('AWS_ACCESS_KEY_ID', 'AWS_PROFILE', 'AWS_ROLE_ARN', 'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI'),
  };
}

/** The environment of this process: nothing else reads it. */
export function environment(): Variables {
  return process.env;
}
