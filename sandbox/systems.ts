import { join } from 'node:path';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import type { Named, Variables } from '../src/config/environment.ts';
import type { RunFile, RunningSystems } from '../src/config/run-file.ts';
import type { Log } from '../src/core/log.ts';
import type { Clock } from '../src/core/time.ts';
import { startBalena } from './balena/index.ts';
import { startCloudWatch } from './cloudwatch/index.ts';
import { startCloudWatchMetrics } from './cloudwatch-metrics/index.ts';
import { startDocker } from './docker/index.ts';
import { startJira } from './jira/index.ts';
import { startKubernetes } from './kubernetes/index.ts';
import { choosePort } from './ports.ts';
import { startPostgres } from './postgres.ts';
import { playOtlp } from './scenario/otlp.ts';
import { playScenario } from './scenario/play.ts';
import { startSlack } from './slack/start-slack.ts';
import { sourcesOf } from './sources.ts';
import type { Steps } from './steps.ts';

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
  sources: RunFile['sources'];
  running: RunningSystems;
  /** Tells the story of the logs from now on; where CloudWatch is the real one there is none. */
  play(): Promise<void>;
  /** The shop sends what its browsers and services measure to the intake of the sysmon that runs. */
  send(intake: { url: string; token: string }): void;
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
    : keep(await steps.run('Slack (sandbox)', () => startSlack({ ...place('slack'), port })));
  const jira = named.jira
    ? undefined
    : keep(await steps.run('Jira (sandbox)', () => startJira(place('jira'))));
  const aws = named.aws
    ? undefined
    : keep(await steps.run('CloudWatch Logs (sandbox)', () => startCloudWatch(place('cloudwatch'))));
  const metrics = named.aws
    ? undefined
    : keep(await steps.run('CloudWatch metrics (sandbox)', () => startCloudWatchMetrics({ clock, log })));
  const balena = named.balena
    ? undefined
    : keep(await steps.run('balena (sandbox)', () => startBalena(place('balena'))));
  const docker = keep(await steps.run('Docker (sandbox)', () => startDocker({ clock, log })));
  const kubernetes = keep(await steps.run('Kubernetes (sandbox)', () => startKubernetes({ clock, log })));
  return {
    sources: sourcesOf({ aws, metrics, balena, docker, kubernetes }),
    running: {
      database: postgres?.url ?? null,
      page: slack?.url ?? null,
      slack: slack ? pick(slack, 'api', 'botToken', 'appToken', 'userToken', 'channel', 'act') : null,
      aws: aws ? { endpoint: aws.url, ...pick(aws, 'region', 'accessKeyId', 'secretAccessKey') } : null,
      jira: jira ? pick(jira, 'host', 'email', 'apiToken', 'project') : null,
      balena: balena ? pick(balena, 'apiUrl', 'token') : null,
    },
    play: async () => {
      if (!aws) return;
      const client = new CloudWatchLogsClient({ region: aws.region, endpoint: aws.url, credentials: aws });
      undo.push(async () => client.destroy());
      keep(await steps.run('two weeks of logs', () => playScenario({ client, folder, clock, log })));
    },
    send: ({ url, token }) => {
      keep(playOtlp({ url, token, clock, log }));
    },
  };
}

function pick<T extends object, K extends keyof T>(from: T, ...names: K[]): Pick<T, K> {
  return Object.fromEntries(names.map((name) => [name, from[name]])) as Pick<T, K>;
}
