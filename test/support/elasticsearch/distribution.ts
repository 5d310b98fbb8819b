import { execFile } from 'node:child_process';
import { access, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { installAnalysis } from './analysis-plugin.ts';

const run = promisify(execFile);

/** The newest release of each major version that sysmon works with, and the oldest Java it runs on. */
export const RELEASES = {
  '9': { version: '9.5.3', java: 21 },
  '8': { version: '8.19.21', java: 17 },
} as const;
export type Major = keyof typeof RELEASES;

export interface Distribution {
  home: string;
  javaHome: string;
}

const CACHE = join(import.meta.dirname, '../../../node_modules/.cache/sysmon');
const GROUP = 'org.elasticsearch.distribution.integ-test-zip';

/**
 * The official server, fetched once by Maven: it has security, bulk, templates and search, and none of the add-on modules. Rejects with what a
 * person has to install.
 */
export async function fetchElasticsearch(major: Major): Promise<Distribution> {
  const { version, java } = RELEASES[major];
  const javaHome = await findJava(java);
  const home = join(CACHE, `elasticsearch-${version}`);
  if (!(await isThere(home))) await unpack(version);
  await installAnalysis(home, javaHome, version);
  return { home, javaHome };
}

async function unpack(version: string): Promise<void> {
  await mkdir(CACHE, { recursive: true });
  const folder = join(CACHE, `new-${process.pid}`);
  const artifact = `-Dartifact=${GROUP}:elasticsearch:${version}:zip`;
  try {
    await run('mvn', ['-q', '-B', 'dependency:copy', artifact, `-DoutputDirectory=${folder}`]);
    await run('unzip', ['-q', join(folder, `elasticsearch-${version}.zip`), '-d', folder]);
    await rename(join(folder, `elasticsearch-${version}`), join(CACHE, `elasticsearch-${version}`));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function findJava(oldest: number): Promise<string> {
  const installed = await readdir('/usr/lib/jvm').catch(() => []);
  const homes = [
    process.env.ES_JAVA_HOME,
    process.env.JAVA_HOME,
    ...installed.map((name) => `/usr/lib/jvm/${name}`),
  ];
  for (const home of homes) if (home && (await versionOf(home)) >= oldest) return home;
  throw new Error(`no Java ${oldest} or newer here`);
}

async function versionOf(home: string): Promise<number> {
  const release = await readFile(join(home, 'release'), 'utf8').catch(() => '');
  return Number(/JAVA_VERSION="(\d+)/.exec(release)?.[1] ?? 0);
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
