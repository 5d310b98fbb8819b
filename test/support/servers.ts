import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { freePort } from '../../sandbox/postgres/free-port.ts';
import { keepServer } from '../../sandbox/postgres/keeper.ts';
import { startPostgres } from '../../sandbox/postgres.ts';
import { silentLog } from '../../src/core/log.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A PostgreSQL server where databases may be made; `freshDatabase` does. */
    databaseUrl: string;
    /** A Redis server for this run alone; null where there is none. */
    redisUrl: string | null;
  }
}

interface Server {
  url: string;
  stop(): Promise<void>;
}

/** Starts the servers that the tests share, once for the whole run: real ones. */
export default async function startServers(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'sysmon-test-'));
  const postgres =
    given('TEST_DATABASE_URL') ?? (await startPostgres({ folder, log: silentLog, connections: 300 }));
  const redis = given('TEST_REDIS_URL') ?? (await startRedis());
  project.provide('databaseUrl', postgres.url);
  project.provide('redisUrl', redis?.url ?? null);
  return async () => {
    await Promise.all([postgres.stop(), redis?.stop()]);
    await rm(folder, { recursive: true, force: true });
  };
}

function given(name: string): Server | undefined {
  const url = process.env[name];
  return url === undefined ? undefined : { url, stop: async () => {} };
}

async function startRedis(): Promise<Server | undefined> {
  const port = await freePort();
  try {
    const command = ['redis-server', '--port', String(port), '--bind', '127.0.0.1', '--save', ''];
    return { url: `redis://127.0.0.1:${port}`, ...(await keepServer(command)) };
  } catch (error) {
    console.log(
      `The queue contract runs without Redis (${error}). Install redis-server or set TEST_REDIS_URL.`,
    );
    return undefined;
  }
}
