import { execFile } from 'node:child_process';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { onTestFinished } from 'vitest';

const run = promisify(execFile);
/** A disk in memory gives its room away by so many bytes. */
const PAGE = 4_096;

/** A disk of its own, in memory, that can be filled up and made room on. Undefined where we may not mount one. */
export interface SmallDisk {
  path: string;
  /** Takes all room that is left. */
  fill(): Promise<void>;
  makeRoom(): Promise<void>;
}

export async function mountSmallDisk(
  megabytes: number,
  ...options: string[]
): Promise<SmallDisk | undefined> {
  const path = await mkdtemp(join(tmpdir(), 'sysmon-disk-'));
  onTestFinished(() => rm(path, { recursive: true, force: true }));
  const asked = [`size=${megabytes}m`, 'mode=777', ...options].join(',');
  try {
    await run('mount', ['-t', 'tmpfs', '-o', asked, 'tmpfs', path]);
  } catch (error) {
    console.log(`No disk of ${megabytes} MB can be mounted here: ${String(error).trim()}`);
    return undefined;
  }
  onTestFinished(async () => {
    await run('umount', ['--lazy', path]);
  });
  const ballast = join(path, 'ballast');
  return {
    path,
    fill: () => writeUntilFull(ballast),
    makeRoom: () => rm(ballast, { force: true }),
  };
}

async function writeUntilFull(file: string): Promise<void> {
  const handle = await open(file, 'w');
  try {
    for (let size = 256 * PAGE; size >= PAGE; ) {
      const written = await handle.write(Buffer.alloc(size)).catch(() => undefined);
      if (!written) size = Math.floor(size / 2);
    }
  } finally {
    await handle.close();
  }
}
