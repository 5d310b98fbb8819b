import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { afterAll } from 'vitest';
import { freePort } from '../../sandbox/postgres/free-port.ts';
import type { Address } from './cloudwatch.ts';

const isThere = spawnSync('moto_server', ['--help'], { stdio: 'ignore' }).status === 0;
if (!isThere)
  console.log('moto_server is missing, so CloudWatch is not tried against it: pip install "moto[server]".');

/** Elsewhere than in CI, a machine without it may leave it out. */
export const motoIsWanted = isThere || process.env.CI !== undefined;

const STARTS_WITHIN = 200;

let shared: Promise<{ url: string; server: ChildProcess }> | undefined;

/** An AWS server that is not ours, one for a test file: it forgets everything between two tests. */
export async function startMoto(): Promise<Address> {
  shared ??= spawnMoto();
  const { url } = await shared;
  await fetch(`${url}/moto-api/reset`, { method: 'POST' });
  return { url, region: 'eu-west-1', accessKeyId: 'moto', secretAccessKey: 'moto' };
}

afterAll(async () => {
  if (shared) await stop((await shared).server);
});

async function spawnMoto() {
  const port = await freePort();
  const server = spawn('moto_server', ['-H', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' });
  await once(server, 'spawn');
  const url = `http://127.0.0.1:${port}`;
  await answered(url);
  return { url, server };
}

async function stop(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || !server.kill()) return;
  await once(server, 'exit');
}

async function answered(url: string): Promise<void> {
  for (let attempt = 0; attempt < STARTS_WITHIN; attempt++) {
    const { ok } = await fetch(`${url}/moto-api/`).catch(() => ({ ok: false }));
    if (ok) return;
    await setTimeout(100);
  }
  throw new Error('moto_server did not answer');
}
