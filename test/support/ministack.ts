import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { onTestFinished, vi } from 'vitest';
import { freePort } from '../../sandbox/postgres/free-port.ts';
import type { Address } from './cloudwatch.ts';

const isThere = spawnSync('ministack', ['--help'], { stdio: 'ignore' }).status === 0;
if (!isThere)
  console.log('ministack is missing, so Live Tail is not tried against it: pip install ministack.');

/** Elsewhere than in CI, a machine without it may leave it out. */
export const ministackIsWanted = isThere || process.env.CI !== undefined;

/** An AWS server that is not ours, and that has Live Tail; a new one for each call. */
export async function startMinistack(): Promise<Address> {
  const port = await freePort();
  const env = { ...process.env, BIND_HOST: '127.0.0.1', GATEWAY_PORT: String(port) };
  const server = spawn('ministack', { stdio: 'ignore', env });
  await once(server, 'spawn');
  onTestFinished(async () => {
    if (server.exitCode === null && server.kill()) await once(server, 'exit');
  });
  const url = `http://127.0.0.1:${port}`;
  const answers = () =>
    fetch(`${url}/_ministack/health`).then(
      ({ ok }) => ok,
      () => false,
    );
  await vi.waitUntil(answers, { timeout: 20_000, interval: 100 });
  return { url, region: 'eu-west-1', accessKeyId: 'test', secretAccessKey: 'test' };
}
