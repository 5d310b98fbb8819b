import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { ConfigError } from '../src/core/errors.ts';
import type { Log } from '../src/core/log.ts';
import { faultOfFolder } from './data-folder.ts';
import { chooseAccount } from './postgres/account.ts';
import { findBinaries } from './postgres/binaries.ts';
import { createCluster, loadPassword, USER } from './postgres/cluster.ts';
import { freePort } from './postgres/free-port.ts';
import { type KeptServer, keepServer } from './postgres/keeper.ts';
import { stopLeftover } from './postgres/leftover.ts';

export interface PostgresOptions {
  folder: string;
  log: Log;
  /** Connections at most; one sysmon takes up to 25. */
  connections?: number;
}

export interface EmbeddedPostgres {
  url: string;
  /** Resolves once the server has ended. */
  stop(): Promise<void>;
}

/** Small, and safe: fsync and synchronous commit stay on, since an alert or an intent that was acknowledged must be there after a crash. */
const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  shared_buffers: '64MB',
  max_wal_size: '512MB',
  wal_level: 'minimal',
  max_wal_senders: '0',
  io_method: 'sync',
  huge_pages: 'off',
  jit: 'off',
  random_page_cost: '1.1',
  log_checkpoints: 'off',
  timezone: 'UTC',
};

const ATTEMPTS = 3;

/**
 * Starts PostgreSQL on `<folder>/postgres`, on the loopback interface alone, at a free port; the first start makes the data. Throws `ConfigError`
 * if another sysmon uses the folder, or the folder can't be written, or the disk is full.
 */
export async function startPostgres({
  folder: place,
  log,
  connections = 100,
}: PostgresOptions): Promise<EmbeddedPostgres> {
  const folder = resolve(place);
  try {
    return await start(folder, log, connections);
  } catch (error) {
    throw explain(error, folder);
  }
}

async function start(folder: string, log: Log, connections: number): Promise<EmbeddedPostgres> {
  const data = join(folder, 'postgres');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const binaries = await findBinaries();
  const account = await chooseAccount(data, binaries.postgres);
  const password = await loadPassword(folder, account);
  await createCluster(folder, binaries, account);
  const all = { ...SETTINGS, max_connections: String(connections) };
  const settings = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const { server, port } = await launch(data, log, [...account.prefix, binaries.postgres, ...settings]);
  const url = `postgres://${USER}:${password}@127.0.0.1:${port}/postgres`;
  return { url, stop: watch(server, log) };
}

/** Tries again if the port was taken in between, or another copy was faster (which the next look at the folder says). */
async function launch(
  data: string,
  log: Log,
  command: string[],
  attempt = 1,
): Promise<{ server: KeptServer; port: number }> {
  await stopLeftover(data, log);
  const port = await freePort();
  try {
    return { server: await keepServer([...command, '-D', data, '-p', String(port)]), port };
  } catch (error) {
    const raced = /Address already in use|postmaster\.pid" already exists/.test(String(error));
    if (!raced || attempt === ATTEMPTS) throw error;
    return launch(data, log, command, attempt + 1);
  }
}

function watch(server: KeptServer, log: Log): () => Promise<void> {
  let stopping = false;
  server.ended.then((words) => {
    if (!stopping) log.error({ words }, 'The embedded PostgreSQL ended by itself: start sysmon again');
  });
  return () => {
    stopping = true;
    return server.stop();
  };
}

function explain(error: unknown, folder: string): Error {
  if (error instanceof ConfigError) return error;
  return (
    faultOfFolder(error, folder) ??
    new ConfigError([
      `The embedded PostgreSQL in ${folder} does not start:\n${error}\nOr set DATABASE_URL to a server of your own.`,
    ])
  );
}
