import { chmod, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Variables } from './environment.ts';

const Slack = z.object({
  api: z.string(),
  botToken: z.string(),
  appToken: z.string(),
  userToken: z.string(),
  channel: z.string(),
  act: z.string(),
});
const Aws = z.object({
  endpoint: z.string(),
  region: z.string(),
  accessKeyId: z.string(),
  secretAccessKey: z.string(),
});
const Balena = z.object({ apiUrl: z.string(), token: z.string() });
const Jira = z.object({ host: z.string(), email: z.string(), apiToken: z.string(), project: z.string() });

/**
 * `.sysmon/run.json`: where everything is while `npm start` runs, so that any client of the real service can be pointed at it. What is the real
 * one is null.
 */
export const RunFile = z.object({
  pid: z.number().int(),
  page: z.string().nullable(),
  http: z.string(),
  database: z.string(),
  elasticsearch: z.string().nullable(),
  slack: Slack.nullable(),
  aws: Aws.nullable(),
  jira: Jira.nullable(),
  balena: Balena.nullable(),
  /** What the sandbox has sysmon read, as in `sysmon.yaml`. */
  sources: z.array(z.record(z.string(), z.unknown())),
});
export type RunFile = z.infer<typeof RunFile>;

/** The part that is known before sysmon itself runs. */
export type RunningSystems = Pick<RunFile, 'page' | 'slack' | 'aws' | 'jira' | 'balena'> & {
  database: string | null;
};

const fileIn = (folder: string) => join(folder, 'run.json');

/** For the owner's eyes only: it holds tokens. */
export async function writeRunFile(folder: string, run: RunFile): Promise<void> {
  const file = fileIn(folder);
  await writeFile(`${file}.new`, `${JSON.stringify(run, null, 2)}\n`, { mode: 0o600 });
  await chmod(`${file}.new`, 0o600);
  await rename(`${file}.new`, file);
}

export async function removeRunFile(folder: string): Promise<void> {
  await rm(fileIn(folder), { force: true });
}

/** Undefined where nothing runs: a file that a crash left behind does not count. */
export async function readRunFile(folder: string): Promise<RunFile | undefined> {
  const text = await readFile(fileIn(folder), 'utf8').catch(() => undefined);
  const run = text === undefined ? undefined : RunFile.parse(JSON.parse(text));
  return run && isAlive(run.pid) ? run : undefined;
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** What runs here, as settings. */
export function variablesOf({ database, slack, aws, jira }: RunningSystems): Variables {
  return {
    ...(database && { DATABASE_URL: database }),
    ...(slack && {
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_APP_TOKEN: slack.appToken,
      SLACK_API_URL: slack.api,
      SLACK_CHANNEL: slack.channel,
    }),
    ...(aws && {
      AWS_REGION: aws.region,
      AWS_ENDPOINT_URL_CLOUDWATCH_LOGS: aws.endpoint,
      AWS_ACCESS_KEY_ID: aws.accessKeyId,
      AWS_SECRET_ACCESS_KEY: aws.secretAccessKey,
    }),
    ...(jira && {
      JIRA_HOST: jira.host,
      JIRA_EMAIL: jira.email,
      JIRA_API_TOKEN: jira.apiToken,
      JIRA_PROJECT: jira.project,
    }),
  };
}
