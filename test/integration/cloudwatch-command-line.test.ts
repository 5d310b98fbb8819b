import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import type { Address } from '../support/cloudwatch.ts';
import { collectingWorld, GROUP } from '../support/collecting.ts';

const hasCommandLine = spawnSync('aws', ['--version']).status === 0;
if (!hasCommandLine) console.log('The AWS command line is missing, so it is not tried: pip install awscli.');

/** `aws logs …` with the keys of that server. */
function awsLogs({ url, region, accessKeyId, secretAccessKey }: Address) {
  const env = { ...process.env, AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey };
  return async (...words: string[]) => {
    const where = ['--endpoint-url', url, '--region', region, '--output', 'json'];
    const { stdout } = await promisify(execFile)('aws', ['logs', ...words, ...where], { env });
    return stdout ? JSON.parse(stdout) : undefined;
  };
}

test.runIf(hasCommandLine)(
  'what the AWS command line writes, it reads back and sysmon collects',
  async () => {
    const { server, tick, messages } = await collectingWorld();
    const aws = awsLogs(server);
    const names = ['--log-group-name', GROUP, '--log-stream-name', 'a'];
    await aws('create-log-group', '--log-group-name', GROUP);
    await aws('create-log-stream', ...names);
    const events = JSON.stringify([{ timestamp: Date.now(), message: 'INFO grüß' }]);
    await aws('put-log-events', ...names, '--log-events', events);
    const read = await aws('filter-log-events', '--log-group-name', GROUP);
    expect(read).toMatchObject({ events: [{ message: 'INFO grüß' }] });
    await tick();
    expect(await messages()).toEqual(['INFO grüß']);
  },
);
