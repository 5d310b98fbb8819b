import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { importImage } from './import-image.ts';

const run = promisify(execFile);
const BUSYBOX = '/bin/busybox';

/** Gives the daemon at `host` the image `busybox:latest`, made of this machine's static busybox. Rejects where there is none. */
export async function importBusybox(host: string): Promise<void> {
  const root = await mkdtemp(join(tmpdir(), 'sysmon-busybox-'));
  try {
    for (const name of ['bin', 'etc', 'tmp']) await mkdir(join(root, name));
    await copyFile(BUSYBOX, join(root, 'bin/busybox'));
    const { stdout } = await run(BUSYBOX, ['--list']);
    const commands = stdout.split('\n').filter((name) => name !== '' && name !== 'busybox');
    await Promise.all(commands.map((name) => symlink('busybox', join(root, 'bin', name))));
    await importImage(host, 'busybox:latest', ['tar', '-C', root, '-c', '.'], ['CMD ["sh"]']);
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}
