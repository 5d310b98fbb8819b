import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { ConfigError } from '../../core/errors.ts';

export interface Input {
  path: string;
  /** Where its output goes, relative to the folder for it. */
  name: string;
}

/**
 * Every CSV file that was named, or is somewhere in a folder that was. An output has the name of its input; below a folder that was named it keeps
 * its subfolder, and files that share a name keep what tells their folders apart. Throws a `ConfigError` that lists what is not there.
 */
export async function inputsOf(named: readonly string[]): Promise<Input[]> {
  const found = await Promise.all(named.map(filesAt));
  const faults = found.flatMap((files, index) => (files.length > 0 ? [] : [`${named[index]}: no CSV file`]));
  if (faults.length > 0) throw new ConfigError(faults);
  const inputs = [...new Map(found.flat().map((input) => [resolve(input.path), input])).values()];
  const names = new Set(inputs.map(({ name }) => name));
  if (names.size === inputs.length) return inputs;
  const folder = sharedFolder(inputs.map(({ path }) => resolve(dirname(path))));
  return inputs.map(({ path }) => ({ path, name: relative(folder, resolve(path)) }));
}

async function filesAt(path: string): Promise<Input[]> {
  const known = await stat(path).catch(() => undefined);
  if (!known) throw new ConfigError([`${path}: there is no such file`]);
  if (!known.isDirectory()) return [{ path, name: basename(path) }];
  const entries = await readdir(path, { recursive: true });
  return entries
    .filter((entry) => entry.endsWith('.csv'))
    .sort()
    .map((entry) => ({ path: join(path, entry), name: entry }));
}

function sharedFolder(folders: readonly string[]): string {
  const [first = [], ...others] = folders.map((folder) => folder.split(sep));
  const differs = first.findIndex((part, index) => others.some((other) => other[index] !== part));
  return first.slice(0, differs < 0 ? first.length : differs).join(sep) || sep;
}
