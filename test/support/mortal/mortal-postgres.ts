import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chooseAccount } from '../../../sandbox/postgres/account.ts';
import { findBinaries } from '../../../sandbox/postgres/binaries.ts';
import { createCluster, loadPassword, USER } from '../../../sandbox/postgres/cluster.ts';
import { freePort } from '../../../sandbox/postgres/free-port.ts';
import { keepServer } from '../../../sandbox/postgres/keeper.ts';
import { type MortalServer, openMortal } from './mortal-server.ts';

const SETTINGS = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'max_connections=200',
  'shared_buffers=64MB',
  'io_method=sync',
  'huge_pages=off',
].flatMap((setting) => ['-c', setting]);

export async function mortalPostgres(): Promise<MortalServer> {
  const folder = await mkdtemp(join(tmpdir(), 'sysmon-mortal-'));
  const data = join(folder, 'postgres');
  const binaries = await findBinaries();
  const account = await chooseAccount(data, binaries.postgres);
  const password = await loadPassword(folder, account);
  await createCluster(folder, binaries, account);
  const port = await freePort();
  const command = [...account.prefix, binaries.postgres, ...SETTINGS, '-D', data, '-p', String(port)];
  const url = `postgres://${USER}:${password}@127.0.0.1:${port}/postgres`;
  return openMortal({
    url,
    variables: { DATABASE_URL: url },
    pidFile: join(data, 'postmaster.pid'),
    launch: () => keepServer(command),
    forget: () => rm(folder, { recursive: true, force: true }),
  });
}
