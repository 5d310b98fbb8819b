import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { link, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Account } from './account.ts';
import type { Binaries } from './binaries.ts';

export const USER = 'sysmon';

/** The password of the server in this folder, made at the first start: in a file that its owner alone can read. */
export async function loadPassword(folder: string, account: Account): Promise<string> {
  const file = join(folder, 'postgres.password');
  const draft = `${file}.${draftName()}`;
  try {
    await writeFile(draft, randomBytes(24).toString('hex'), { mode: 0o600 });
    await account.own(draft);
    await link(draft, file).catch(unless('EEXIST'));
  } finally {
    await rm(draft, { force: true });
  }
  return readFile(file, 'utf8');
}

/**
 * Makes the data folder, if it is not there, beside its final place and then renames it: a start that is interrupted, out of space or raced by
 * another leaves no half a database.
 */
export async function createCluster(folder: string, binaries: Binaries, account: Account): Promise<void> {
  const data = join(folder, 'postgres');
  await removeDrafts(folder);
  if (await stat(data).catch(() => undefined)) return;
  const draft = `${data}.new-${draftName()}`;
  try {
    await mkdir(draft, { mode: 0o700 });
    await account.own(draft);
    await initialize(draft, join(folder, 'postgres.password'), binaries, account);
    await rename(draft, data).catch(unless('ENOTEMPTY'));
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

async function initialize(data: string, passwordFile: string, { initdb }: Binaries, account: Account) {
  const options = [
    '--auth=scram-sha-256',
    `--pwfile=${passwordFile}`,
    '--encoding=UTF8',
    '--no-instructions',
  ];
  const locale = ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const [program = initdb, ...rest] = [...account.prefix, initdb];
  await promisify(execFile)(
    program,
    [...rest, `--pgdata=${data}`, `--username=${USER}`, ...options, ...locale],
    {
      cwd: '/',
      env: { ...process.env, LC_ALL: 'C' },
    },
  );
}

/** Removes what starts that were killed have left, but not what a living process is making. */
async function removeDrafts(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const pid = /^postgres\.new-(\d+)-/.exec(name)?.[1];
    if (pid && !isAlive(Number(pid))) await rm(join(folder, name), { recursive: true, force: true });
  }
}

function draftName(): string {
  return `${process.pid}-${randomBytes(4).toString('hex')}`;
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

function unless(code: string) {
  return (error: NodeJS.ErrnoException) => {
    if (error.code !== code) throw error;
  };
}
