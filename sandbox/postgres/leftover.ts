import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { ConfigError } from '../../src/core/errors.ts';
import type { Log } from '../../src/core/log.ts';
import { KEEPER } from './keeper.ts';
import { inspectProcess } from './process-table.ts';

const PATIENCE = 60_000;

/**
 * Makes sure that no server runs on this data folder. One whose owner lives is left alone, and said so; one that outlived its owner is
 * stopped; the lock file of one that is gone is removed, since PostgreSQL would take any process that has its number now for the server.
 */
export async function stopLeftover(data: string, log: Log): Promise<void> {
  const lockFile = join(data, 'postmaster.pid');
  const lock = await readFile(lockFile, 'utf8').catch(() => undefined);
  if (lock === undefined) return;
  const pid = Number.parseInt(lock, 10);
  const server = await inspectProcess(pid);
  if (!server?.command.includes(` -D ${data} `)) return rm(lockFile, { force: true });

  const owner = await livingOwner(server.parent);
  if (owner !== undefined) throw inUse(data, owner);
  log.warn({ pid }, 'Stopping the PostgreSQL server that an earlier sysmon left behind');
  interrupt(pid);
  await gone(pid);
}

/** A keeper whose parent is no longer the process it was made for has lost its owner. */
async function livingOwner(keeperPid: number): Promise<number | undefined> {
  const keeper = await inspectProcess(keeperPid);
  const owner = Number(keeper?.command.split(` ${KEEPER} `)[1]?.split(' ')[0]);
  return keeper?.parent === owner ? owner : undefined;
}

function inUse(data: string, owner: number): ConfigError {
  return new ConfigError([
    `${data} is in use by another sysmon that is running (process ${owner}). ` +
      `Stop that one first (kill ${owner}), or start this one in another folder.`,
  ]);
}

/** PostgreSQL's fast shutdown; its keeper may be asking for the same just now, which does no harm. */
function interrupt(pid: number): void {
  try {
    process.kill(pid, 'SIGINT');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

async function gone(pid: number): Promise<void> {
  for (let waited = 0; waited < PATIENCE; waited += 50) {
    if (!(await inspectProcess(pid))) return;
    await delay(50);
  }
  throw new ConfigError([
    `A PostgreSQL server left behind (process ${pid}) does not stop. Kill it, then start again.`,
  ]);
}
