import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { type CloudWatch, startCloudWatch } from '../../sandbox/cloudwatch/index.ts';
import { type SandboxJira, startJira } from '../../sandbox/jira/index.ts';
import { type SandboxSlack, startSlack } from '../../sandbox/slack/start-slack.ts';
import { variablesOf } from '../../src/config/run-file.ts';
import { silentLog } from '../../src/core/log.ts';
import { systemClock } from '../../src/core/time.ts';

/** Every outside system of a sysmon, as sandbox servers, and the environment that leads a sysmon to them. */
export interface Outside {
  cloudwatch: CloudWatch;
  slack: SandboxSlack;
  jira: SandboxJira;
  /** Beside the servers' data: a place for more. */
  folder: string;
  variables: Record<string, string>;
  stop(): Promise<void>;
}

export interface OutsideOptions {
  /** Null where the store is another one: whose settings are whoever starts sysmon to add. */
  database: string | null;
  /** Of the CloudWatch source, besides how to reach it. */
  source?: object;
  /** The rest of `sysmon.yaml`. */
  config?: object;
}

export async function startOutside({ database, source, config }: OutsideOptions): Promise<Outside> {
  const folder = await mkdtemp(join(tmpdir(), 'sysmon-outside-'));
  const place = (name: string) => ({ folder: join(folder, name), clock: systemClock, log: silentLog });
  const cloudwatch = await startCloudWatch(place('cloudwatch'));
  const slack = await startSlack(place('slack'));
  const jira = await startJira(place('jira'));
  const { url: endpoint, region, accessKeyId, secretAccessKey } = cloudwatch;
  const credentials = { accessKeyId, secretAccessKey };
  const reached = { kind: 'cloudwatch-logs', regions: [region], endpoint, credentials };
  const sources = [{ ...reached, backfill: '1d', ...source }];
  const file = join(folder, 'sysmon.yaml');
  await writeFile(file, stringify({ sources, ...config }));
  return {
    cloudwatch,
    slack,
    jira,
    folder,
    variables: {
      ...variablesOf({ database, page: null, slack, jira, aws: null, balena: null }),
      SYSMON_CONFIG: file,
      HTTP_HOST: '127.0.0.1',
      HTTP_PORT: '0',
    },
    stop: async () => {
      await Promise.all([cloudwatch.stop(), slack.stop(), jira.stop()]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
