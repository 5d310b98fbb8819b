import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import pg from 'pg';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { KEEPER } from '../../sandbox/postgres/keeper.ts';
import { inspectProcess } from '../../sandbox/postgres/process-table.ts';
import { startPostgres } from '../../sandbox/postgres.ts';
import { ConfigError } from '../../src/core/errors.ts';
import { silentLog } from '../../src/core/log.ts';

let folder: string;
beforeEach(async () => {
  // Closed to all others, and with the space that people's folders have: as root, the server's own account must still get in.
  folder = join(await mkdtemp(join(tmpdir(), 'sysmon pg-')), '.sysmon');
});
afterEach(() => rm(join(folder, '..'), { recursive: true, force: true }));

const start = () => startPostgres({ folder, log: silentLog });

async function query(url: string, text: string) {
  const client = new pg.Client(url);
  await client.connect();
  const { rows } = await client.query(text).finally(() => client.end());
  return rows;
}

type Owner = ChildProcessByStdio<Writable, Readable, null>;

async function startOwner(): Promise<{ owner: Owner; url: string }> {
  const script = new URL('../support/postgres-owner.ts', import.meta.url).pathname;
  const owner = spawn(process.execPath, [script, folder], { stdio: ['pipe', 'pipe', 'ignore'] });
  const [line] = await once(owner.stdout, 'data');
  return { owner, url: String(line).trim() };
}

async function serverPid(): Promise<number> {
  return Number.parseInt(await readFile(join(folder, 'postgres/postmaster.pid'), 'utf8'), 10);
}

const gone = (pid: number) =>
  vi.waitFor(async () => expect(await inspectProcess(pid)).toBeUndefined(), 10_000);

test('the second start has the data of the first, and the password is for its owner alone', async () => {
  const first = await start();
  await query(first.url, "create table t as select 'kept' as word");
  await first.stop();
  const second = await start();
  expect(await query(second.url, 'select word from t')).toEqual([{ word: 'kept' }]);
  expect(await query(second.url, 'show fsync')).toEqual([{ fsync: 'on' }]);
  const wrong = new URL(second.url);
  wrong.password = 'wrong';
  await expect(query(wrong.href, 'select 1')).rejects.toThrow('password authentication failed');
  expect((await stat(join(folder, 'postgres.password'))).mode & 0o777).toBe(0o600);
  expect((await readdir(folder)).sort()).toEqual(['postgres', 'postgres.password']);
  const pid = await serverPid();
  await second.stop();
  expect(await inspectProcess(pid)).toBeUndefined();
});

for (const end of ['exit', 'throw', 'SIGINT', 'SIGKILL'] as const) {
  test(`an owner that ends by ${end} leaves no server behind, and loses nothing`, async () => {
    const { owner, url } = await startOwner();
    await query(url, "create table t as select 'kept' as word");
    const pid = await serverPid();
    if (end.startsWith('SIG')) owner.kill(end as NodeJS.Signals);
    else owner.stdin.write(end);
    await once(owner, 'exit');
    const again = await start();
    expect(await inspectProcess(pid)).toBeUndefined();
    expect(await query(again.url, 'select word from t')).toEqual([{ word: 'kept' }]);
    await again.stop();
  });
}

test('a server that lost its keeper too is stopped by the next start', async () => {
  const { owner, url } = await startOwner();
  await query(url, "create table t as select 'kept' as word");
  const pid = await serverPid();
  const keeper = (await inspectProcess(pid))!.parent;
  const watcher = await childrenOf(keeper, pid);
  for (const victim of [watcher, keeper, owner.pid!]) process.kill(victim, 'SIGKILL');
  await once(owner, 'exit');
  const again = await start();
  await gone(pid);
  expect(await query(again.url, 'select word from t')).toEqual([{ word: 'kept' }]);
  await again.stop();
});

/** The keeper's other half, which waits for the owner's end. */
async function childrenOf(keeper: number, server: number): Promise<number> {
  for (let pid = server + 1; pid < server + 100; pid++) {
    const found = await inspectProcess(pid);
    if (found?.parent === keeper && found.command.includes(KEEPER)) return pid;
  }
  throw new Error('the keeper has no second half');
}

test('a second copy on the same folder is refused, says which process has it, and does not harm the first', async () => {
  const { owner, url } = await startOwner();
  const refused = await start().catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(ConfigError);
  expect(String(refused)).toContain(`in use by another sysmon that is running (process ${owner.pid})`);
  expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }]);
  owner.kill();
  await gone(await serverPid());
});

test('of two first starts at once one wins, and the other is refused', async () => {
  const outcomes = await Promise.allSettled([start(), start()]);
  const won = outcomes.filter((outcome) => outcome.status === 'fulfilled');
  expect(won).toHaveLength(1);
  expect(String(outcomes.find((outcome) => outcome.status === 'rejected')?.reason)).toContain('in use');
  expect(await query(won[0]!.value.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  await won[0]!.value.stop();
});

test('a lock file whose process number now belongs to someone else does not block the start', async () => {
  await (await start()).stop();
  await writeFile(join(folder, 'postgres/postmaster.pid'), `${process.pid}\n${folder}/postgres\n`);
  await (await start()).stop();
});

test('what an interrupted first start left is cleared away', async () => {
  await mkdir(join(folder, 'postgres.new-999999999-ab/base'), { recursive: true });
  await (await start()).stop();
  expect((await readdir(folder)).sort()).toEqual(['postgres', 'postgres.password']);
});

test('a folder that cannot be made is named in one sentence', async () => {
  await writeFile(join(folder, '..', 'file'), '');
  const path = join(folder, '..', 'file', '.sysmon');
  await expect(startPostgres({ folder: path, log: silentLog })).rejects.toThrow(
    /file\/\.sysmon can't be written: .*ENOTDIR/,
  );
});
