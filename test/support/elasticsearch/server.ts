import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { appendFile, chmod, cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { chooseAccount } from '../../../sandbox/postgres/account.ts';
import { freePort } from '../../../sandbox/postgres/free-port.ts';
import { keepServer } from '../../../sandbox/postgres/keeper.ts';
import { fetchElasticsearch, type Major } from './distribution.ts';

const run = promisify(execFile);

/** An Elasticsearch of one node with security on, for this run alone. */
export interface ElasticsearchServer {
  url: string;
  /** The superuser: for the test itself, not for what it tests where that should get by with less. */
  username: string;
  password: string;
  /** Resolves with its last words once it has ended, for whatever reason. */
  ended: Promise<string>;
  stop(): Promise<void>;
}

export interface ServerOptions {
  major: Major;
  /** Settings of elasticsearch.yml besides; later ones win. */
  settings?: Readonly<Record<string, string>>;
  /** Files beside elasticsearch.yml, by name. */
  files?: Readonly<Record<string, string>>;
  /** The same folder and port again: a server that was stopped and comes back. */
  folder?: string;
  port?: number;
  password?: string;
  /** Where it writes its process id. */
  pidFile?: string;
}

const SETTINGS = {
  'discovery.type': 'single-node',
  'xpack.security.enabled': 'true',
  'xpack.security.autoconfiguration.enabled': 'false',
  'xpack.security.http.ssl.enabled': 'false',
  'xpack.security.transport.ssl.enabled': 'false',
  'cluster.routing.allocation.disk.threshold_enabled': 'false',
};
/** The superuser. */
export const USER = 'sysmon-test';

/** Milliseconds that a test should wait for one: on a busy machine it takes a minute. */
export const START_TIMEOUT = 180_000;

/** Starts one; up in some ten seconds. Rejects with what is missing on this machine, or with the server's last words. */
export async function startElasticsearch({
  major,
  settings = {},
  files = {},
  folder,
  port,
  password = randomBytes(16).toString('hex'),
  pidFile,
}: ServerOptions): Promise<ElasticsearchServer> {
  const { home, javaHome } = await fetchElasticsearch(major);
  const place = folder ?? (await mkdtemp(join(tmpdir(), 'sysmon-elasticsearch-')));
  const http = port ?? (await freePort());
  const account = await chooseAccount(place, home);
  const config = await configure(place, home, { ...SETTINGS, ...settings }, http);
  for (const [name, text] of Object.entries(files)) await writeFile(join(config, name), text);
  const environment = [
    `ES_JAVA_HOME=${javaHome}`,
    `ES_PATH_CONF=${config}`,
    `ES_TMPDIR=${join(place, 'tmp')}`,
    'ES_JAVA_OPTS=-Xms1g -Xmx1g',
    `HOME=${place}`,
  ];
  const command = (name: string) => [...account.prefix, 'env', ...environment, join(home, 'bin', name)];
  await account.own(place);
  for (const path of await readdir(place, { recursive: true })) await account.own(join(place, path));
  await addUser(command('elasticsearch-users'), password);
  const options = pidFile ? ['-p', pidFile] : [];
  const server = await keepServer([...command('elasticsearch'), ...options], {
    ready: /\] started/,
    stop: 'TERM',
  });
  return {
    url: `${settings['xpack.security.http.ssl.enabled'] === 'true' ? 'https' : 'http'}://127.0.0.1:${http}`,
    username: USER,
    password,
    ended: server.ended,
    stop: async () => {
      await server.stop();
      if (!folder) await rm(place, { recursive: true, force: true });
    },
  };
}

const FOLDERS = ['data', 'logs', 'tmp'];

async function configure(
  place: string,
  home: string,
  settings: Readonly<Record<string, string>>,
  port: number,
): Promise<string> {
  const config = join(place, 'config');
  await rm(config, { recursive: true, force: true });
  await cp(join(home, 'config'), config, { recursive: true });
  for (const name of FOLDERS) await mkdir(join(place, name), { recursive: true });
  const all = {
    ...settings,
    'http.port': port,
    'transport.port': await freePort(),
    'path.data': join(place, 'data'),
    'path.logs': join(place, 'logs'),
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\n`);
  await appendFile(join(config, 'elasticsearch.yml'), lines.join(''));
  await chmod(place, 0o755);
  return config;
}

async function addUser([file = '', ...before]: string[], password: string): Promise<void> {
  await run(file, [...before, 'useradd', USER, '-p', password, '-r', 'superuser']);
}
