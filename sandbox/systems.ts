import { join } from 'node:path';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import type { Named } from '../src/config/environment.ts';
import type { Log } from '../src/core/log.ts';
import type { Clock } from '../src/core/time.ts';
import { type SourceSettings, SourcesSettings } from '../src/sources/index.ts';
import { type CloudWatch, startCloudWatch } from './cloudwatch/index.ts';
import { type SandboxJira, startJira } from './jira/index.ts';
import { choosePort } from './ports.ts';
import { startPostgres } from './postgres.ts';
import type { RunFile } from './run-file.ts';
import { playScenario } from './scenario/play.ts';
import { type SandboxSlack, startSlack } from './slack/start-slack.ts';
import type { Steps } from './steps.ts';

type Variables = Readonly<Record<string, string | undefined>>;

export interface SandboxOptions {
  variables: Variables;
  named: Named;
  folder: string;
  clock: Clock;
  log: Log;
  steps: Steps;
}

/** The outside systems that the settings did not name, running here. */
export interface Systems {
  /** The environment with the addresses of what runs here in it. */
  variables: Variables;
  sources: SourceSettings[] | undefined;
  run: Pick<RunFile, 'page' | 'slack' | 'aws' | 'jira'>;
  /** Tells the story from now on; where CloudWatch is the real one there is none. */
  play(): Promise<void>;
}

const PAGE_PORT = 4400;

/** Starts what is missing; `undo` gets what stops it, one after the other. */
export async function startSystems(options: SandboxOptions, undo: (() => Promise<void>)[]): Promise<Systems> {
  const { variables, named, folder, clock, log, steps } = options;
  const place = (name: string) => ({ folder: join(folder, name), clock, log });
  const keep = <T extends { stop(): Promise<void> }>(server: T) => {
    undo.push(() => server.stop());
    return server;
  };
  const postgres = named.database
    ? undefined
    : keep(await steps.run('PostgreSQL', () => startPostgres({ folder, log })));
  const port = await choosePort(variables.SANDBOX_PORT, PAGE_PORT);
  const slack = named.slack
    ? undefined
    : keep(
        await steps.run('Slack (sandbox)', () => startSlack({ ...place('slack'), port })),
      );
  const jira = named.jira
    ? undefined
    : keep(await steps.run('Jira (sandbox)', () => startJira(place('jira'))));
  const aws = named.aws
    ? undefined
    : keep(await steps.run('CloudWatch Logs (sandbox)', () => startCloudWatch(place('cloudwatch'))));
  return {
    variables: {
      ...variables,
      ...(postgres && { DATABASE_URL: postgres.url }),
      ...(slack && slackVariables(slack)),
      ...(jira && jiraVariables(jira)),
    },
    sources: aws && [sourceOf(aws)],
    run: {
      page: slack?.url ?? null,
      slack: slack ? pick(slack, 'api', 'botToken', 'userToken', 'channel', 'act') : null,
      aws: aws ? { endpoint: aws.url, ...pick(aws, 'region', 'accessKeyId', 'secretAccessKey') } : null,
      jira: jira ? pick(jira, 'host', 'email', 'apiToken', 'project') : null,
    },
    play: async () => {
      if (!aws) return;
      const client = new CloudWatchLogsClient({ region: aws.region, endpoint: aws.url, credentials: aws });
      undo.push(async () => client.destroy());
      keep(await steps.run('two weeks of logs', () => playScenario({ client, folder, clock, log })));
    },
  };
}

function slackVariables({ botToken, appToken, api, channel }: SandboxSlack): Variables {
  return { SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken, SLACK_API_URL: api, SLACK_CHANNEL: channel };
}

function jiraVariables({ host, email, apiToken, project }: SandboxJira): Variables {
  return { JIRA_HOST: host, JIRA_EMAIL: email, JIRA_API_TOKEN: apiToken, JIRA_PROJECT: project };
}

/** Reads the two weeks at once, and as fast as AWS lets: nobody shares this account. */
function sourceOf({ url, region, accessKeyId, secretAccessKey }: CloudWatch): SourceSettings {
  const source = {
    kind: 'cloudwatch-logs',
    regions: [region],
    endpoint: url,
    credentials: { accessKeyId, secretAccessKey },
    backfill: '14d',
    callsPerSecond: 4,
  };
  return SourcesSettings.parse([source])[0] as SourceSettings;
}

function pick<T extends object, K extends keyof T>(from: T, ...names: K[]): Pick<T, K> {
  return Object.fromEntries(names.map((name) => [name, from[name]])) as Pick<T, K>;
}
