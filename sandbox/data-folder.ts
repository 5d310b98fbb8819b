import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ConfigError } from '../src/core/errors.ts';

/** Makes the folder of all data, for its owner alone. Throws `ConfigError` if it can't be made or written. */
export async function openDataFolder(folder: string): Promise<void> {
  const proof = join(folder, `.proof-${process.pid}`);
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeFile(proof, 'it can be written');
  } catch (error) {
    throw faultOfFolder(error, folder) ?? error;
  } finally {
    await rm(proof, { force: true }).catch(() => {});
  }
}

/** What is wrong with the folder, in a sentence, where that is what the error says. */
export function faultOfFolder(error: unknown, folder: string): ConfigError | undefined {
  const words = String(error);
  if (/ENOSPC|No space left on device|Check free disk space/.test(words)) {
    return new ConfigError([
      `The disk that holds ${folder} is full: make room, then start again. Nothing is lost.`,
    ]);
  }
  if (/EACCES|EROFS|EPERM|ENOTDIR|ENOENT.*mkdir|Permission denied|Read-only file system/.test(words)) {
    return new ConfigError([
      `${folder} can't be written: ${lastLine(words)}. Choose another folder (SYSMON_FOLDER) or mend its permissions.`,
    ]);
  }
  return undefined;
}

function lastLine(words: string): string {
  const last = words.trim().split('\n').at(-1) ?? words;
  return last.replace(/^Error: /, '');
}
