import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { inspectProcess } from '../../sandbox/postgres/process-table.ts';
import { RunFile } from '../../src/config/run-file.ts';
import { type Child, startChild } from './child.ts';

/** A data folder for one test, with the space that people's folders have. */
export async function dataFolder(): Promise<string> {
  const parent = await mkdtemp(join(tmpdir(), 'sysmon start-'));
  onTestFinished(() => rm(parent, { recursive: true, force: true }));
  return join(parent, '.sysmon');
}

/** What `npm start` runs, on free ports. */
export function npmStart(folder: string): Child {
  const ports = { SANDBOX_PORT: '0', HTTP_PORT: '0' };
  const child = startChild('sandbox/start.ts', { SYSMON_FOLDER: folder, ...ports });
  onTestFinished(async () => {
    await child.end('SIGKILL');
  });
  return child;
}

export async function runFile(folder: string): Promise<RunFile> {
  return RunFile.parse(JSON.parse(await readFile(join(folder, 'run.json'), 'utf8')));
}

/** The processes of the embedded PostgreSQL that runs on a folder: the server, and the group of its keeper. */
export async function databaseProcesses(folder: string) {
  const server = Number.parseInt(await readFile(join(folder, 'postgres/postmaster.pid'), 'utf8'), 10);
  const keeper = (await inspectProcess(server))?.parent;
  if (keeper === undefined) throw new Error('no PostgreSQL runs there');
  return {
    areGone: async () => (await inspectProcess(server)) === undefined && !isGroupThere(keeper),
  };
}

function isGroupThere(leader: number): boolean {
  try {
    return process.kill(-leader, 0);
  } catch {
    return false;
  }
}
