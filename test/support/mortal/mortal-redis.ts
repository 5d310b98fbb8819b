import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../../sandbox/postgres/free-port.ts';
import { keepServer } from '../../../sandbox/postgres/keeper.ts';
import { type MortalServer, openMortal } from './mortal-server.ts';

/** A Redis that writes down what it is told; `settings` are of its own configuration, by name. */
export async function mortalRedis(settings: Record<string, string> = {}): Promise<MortalServer> {
  const folder = await mkdtemp(join(tmpdir(), 'sysmon-redis-'));
  const port = await freePort();
  const pidFile = join(folder, 'redis.pid');
  const all = {
    port: String(port),
    bind: '127.0.0.1',
    dir: folder,
    pidfile: pidFile,
    appendonly: 'yes',
    logfile: '',
    ...settings,
  };
  const options = Object.entries(all).flatMap(([name, value]) => [`--${name}`, value]);
  const url = `redis://127.0.0.1:${port}`;
  return openMortal({
    url,
    variables: { REDIS_URL: url },
    pidFile,
    launch: () => keepServer(['redis-server', ...options]),
    forget: () => rm(folder, { recursive: true, force: true }),
  });
}
