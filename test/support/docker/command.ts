import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The `docker` command on one daemon: resolves with what it prints; rejects with all it said. */
export type DockerCommand = (...args: string[]) => Promise<string>;

export function dockerCommand(host: string): DockerCommand {
  // The builder that every daemon has: BuildKit needs a plugin of the client.
  const env = { ...process.env, DOCKER_HOST: host, DOCKER_BUILDKIT: '0' };
  return async (...args) => {
    const { stdout } = await run('docker', args, { env, maxBuffer: 1 << 24 });
    return stdout.trim();
  };
}
