import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import type { CloudWatch } from '../../sandbox/cloudwatch/index.ts';
import { logsOf } from '../../sandbox/sources.ts';
import { readRunFile } from '../../src/config/run-file.ts';

export interface SysmonProcess {
  pid: number;
  /** Where its data is. */
  folder: string;
  database: string;
  stop(): Promise<void>;
}

const ROOT = new URL('../..', import.meta.url);
const Package = z.object({ scripts: z.object({ start: z.string().startsWith('node ') }) });

/** What `npm start` runs, in a process of its own, on free ports, with a CloudWatch that is elsewhere. */
export async function startProcess(folder: string, cloudWatch: CloudWatch): Promise<SysmonProcess> {
  const config = join(folder, 'sysmon.yaml');
  await writeFile(config, JSON.stringify({ sources: [logsOf(cloudWatch)] }));
  const data = join(folder, 'sysmon');
  const { scripts } = Package.parse(JSON.parse(await readFile(new URL('package.json', ROOT), 'utf8')));
  const child = spawn(process.execPath, scripts.start.split(' ').slice(1), {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, ...variablesOf(cloudWatch), SYSMON_CONFIG: config, SYSMON_FOLDER: data },
  });
  const ended = once(child, 'exit');
  const run = await Promise.race([runFileIn(data), ended.then(() => fail(data))]);
  return {
    pid: run.pid,
    folder: data,
    database: run.database,
    stop: async () => {
      child.kill('SIGINT');
      await ended;
    },
  };
}

function variablesOf({ url, region, accessKeyId, secretAccessKey }: CloudWatch) {
  return {
    AWS_REGION: region,
    AWS_ENDPOINT_URL_CLOUDWATCH_LOGS: url,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    SANDBOX_PORT: '0',
    HTTP_PORT: '0',
  };
}

async function runFileIn(folder: string) {
  for (;;) {
    const run = await readRunFile(folder);
    if (run) return run;
    await setTimeout(200);
  }
}

async function fail(folder: string): Promise<never> {
  const log = await readFile(join(folder, 'sysmon.log'), 'utf8').catch(() => '');
  throw new Error(`sysmon ended while it started\n${log.slice(-2_000)}`);
}
