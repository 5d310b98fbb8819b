import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { KeptServer } from '../../../sandbox/postgres/keeper.ts';

/** A real server that a test ends in every way there is; it comes back at the same address, with the same data. */
export interface MortalServer {
  url: string;
  /** The settings that lead a sysmon to it. */
  variables: Record<string, string>;
  /** From now on it accepts and never answers, until it thaws. */
  freeze(): Promise<void>;
  thaw(): Promise<void>;
  /** Kill -9. */
  kill(): Promise<void>;
  /** Resolves once it answers again. */
  start(): Promise<void>;
  /** Its orderly end, whatever state it is in. */
  stop(): Promise<void>;
}

export interface MortalOptions extends Pick<MortalServer, 'url' | 'variables'> {
  launch(): Promise<KeptServer>;
  /** Where the server writes its process id. */
  pidFile: string;
  /** After the end: its folder goes. */
  forget(): Promise<void>;
}

const ATTEMPTS = 5;

export async function openMortal({
  launch,
  pidFile,
  forget,
  ...place
}: MortalOptions): Promise<MortalServer> {
  let running: KeptServer | undefined = await launch();
  let frozen: number[] = [];
  const pid = async () => Number.parseInt(await readFile(pidFile, 'utf8'), 10);

  async function thaw(): Promise<void> {
    for (const id of frozen.splice(0)) signal(id, 'SIGCONT');
  }

  return {
    ...place,
    freeze: async () => {
      frozen = await family(await pid());
      for (const id of frozen) signal(id, 'SIGSTOP');
    },
    thaw,
    kill: async () => {
      signal(await pid(), 'SIGKILL');
      await running?.ended;
      running = undefined;
    },
    start: async () => {
      running = await again(launch);
    },
    stop: async () => {
      await thaw();
      await running?.stop();
      await forget();
    },
  };
}

/** A server that was killed may leave children and locks for a moment. */
async function again(launch: () => Promise<KeptServer>, attempt = 1): Promise<KeptServer> {
  try {
    return await launch();
  } catch (error) {
    if (attempt === ATTEMPTS) throw error;
    return again(launch, attempt + 1);
  }
}

/** It and its children. */
async function family(parent: number): Promise<number[]> {
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,ppid=']);
  const rows = stdout
    .trim()
    .split('\n')
    .map((row) => row.trim().split(/\s+/).map(Number));
  return [parent, ...rows.flatMap(([id, of]) => (id !== undefined && of === parent ? [id] : []))];
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}
