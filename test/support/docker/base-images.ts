import { execFile } from 'node:child_process';
import { access, copyFile, cp, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { dockerCommand } from './command.ts';
import { importImage } from './import-image.ts';

const run = promisify(execFile);
const CACHE = join(import.meta.dirname, '../../../node_modules/.cache/sysmon');
const DEBIAN = join(CACHE, 'bookworm-minbase.tar');
const NODE = `FROM debian:bookworm-slim
COPY node /usr/local/bin/node
COPY npm /usr/local/lib/node_modules/npm
COPY authorities.crt /usr/local/etc/authorities.crt
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm
ENV NODE_EXTRA_CA_CERTS=/usr/local/etc/authorities.crt
ARG REGISTRY
ENV npm_config_registry=$REGISTRY
`;

/**
 * Stand-ins for the two images that our Dockerfile begins with, where no registry of images is reached: Debian by debootstrap (kept for later runs),
 * and on it this Node with this machine's npm, registry and certificate authorities.
 */
export async function makeBaseImages(host: string): Promise<void> {
  const docker = dockerCommand(host);
  if (await docker.print('images', '--quiet', 'node:24-bookworm-slim')) return;
  await fetchDebian();
  await importImage(host, 'debian:bookworm-slim', ['cat', DEBIAN], ['CMD ["bash"]']);
  const context = await mkdtemp(join(tmpdir(), 'sysmon-node-image-'));
  try {
    await copyFile(process.execPath, join(context, 'node'));
    await cp(await npmFolder(), join(context, 'npm'), { recursive: true });
    await copyAuthorities(join(context, 'authorities.crt'));
    await writeFile(join(context, 'Dockerfile'), NODE);
    const registry = `REGISTRY=${await npm('config', 'get', 'registry')}`;
    await docker.print(
      'build',
      '--network',
      'host',
      '-t',
      'node:24-bookworm-slim',
      '--build-arg',
      registry,
      context,
    );
  } finally {
    await rm(context, { recursive: true, force: true });
  }
}

async function fetchDebian(): Promise<void> {
  if (await isThere(DEBIAN)) return;
  await mkdir(CACHE, { recursive: true });
  const place = await mkdtemp(join(tmpdir(), 'sysmon-debian-'));
  const partial = `${DEBIAN}.${process.pid}`;
  try {
    await run('debootstrap', ['--variant=minbase', 'bookworm', place], { maxBuffer: 1 << 24 });
    const unneeded = ['--exclude=./var/cache/apt/*', '--exclude=./var/lib/apt/lists/*'];
    await run('tar', ['-C', place, ...unneeded, '-cf', partial, '.']);
    await rename(partial, DEBIAN);
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

async function npm(...args: string[]): Promise<string> {
  return (await run('npm', args, { cwd: '/' })).stdout.trim();
}

/** The folder of the `npm` that is called here. */
async function npmFolder(): Promise<string> {
  const { stdout } = await run('sh', ['-c', 'realpath "$(command -v npm)"']);
  return dirname(dirname(stdout.trim()));
}

/** Those that this machine trusts besides the well-known ones, if it is told of any. */
async function copyAuthorities(path: string): Promise<void> {
  const { NODE_EXTRA_CA_CERTS: file } = process.env;
  if (file) await copyFile(file, path);
  else await writeFile(path, '');
}
