import { execFile } from 'node:child_process';
import { access, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const CLASS = 'SecurityIndexAnalysis';
const SOURCE = join(import.meta.dirname, 'analysis', `${CLASS}.java`);

/** Compiles the plugin that lets the server keep API keys, once for each server. Rejects if there is no Java compiler. */
export async function installAnalysis(home: string, javaHome: string, version: string): Promise<void> {
  const plugin = join(home, 'plugins', 'security-index-analysis');
  if (await isThere(plugin)) return;
  const folder = join(home, `new-plugin-${process.pid}`);
  await mkdir(join(folder, 'classes'), { recursive: true });
  try {
    await compile(home, javaHome, folder);
    await rm(join(folder, 'classes'), { recursive: true });
    await writeFile(join(folder, 'plugin-descriptor.properties'), descriptor(version));
    await rename(folder, plugin).catch(async (error) => {
      if (!(await isThere(plugin))) throw error;
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function compile(home: string, javaHome: string, folder: string): Promise<void> {
  const classes = join(folder, 'classes');
  const tool = (name: string, args: string[]) => run(join(javaHome, 'bin', name), args);
  await tool('javac', ['-cp', join(home, 'lib', '*'), '-d', classes, SOURCE]);
  await tool('jar', ['--create', '--file', join(folder, `${CLASS}.jar`), '-C', classes, '.']);
}

function descriptor(version: string): string {
  const lines = {
    name: 'security-index-analysis',
    description: 'Filters that the index of API keys names',
    version: '1',
    classname: CLASS,
    'java.version': '17',
    'elasticsearch.version': version,
  };
  return Object.entries(lines)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
