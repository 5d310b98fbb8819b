import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The `docker` command on one daemon. Both reject with all it said where it fails. */
export interface DockerCommand {
  /** Resolves with what it prints. */
  print(...args: string[]): Promise<string>;
  /** Resolves with that and what it prints as errors. */
  say(...args: string[]): Promise<string>;
}

export function dockerCommand(host: string): DockerCommand {
  // The builder that every daemon has: BuildKit needs a plugin of the client.
  const env = { ...process.env, DOCKER_HOST: host, DOCKER_BUILDKIT: '0' };
  const call = (args: string[]) => run('docker', args, { env, maxBuffer: 1 << 24 });
  return {
    print: async (...args) => (await call(args)).stdout.trim(),
    say: async (...args) => {
      const { stdout, stderr } = await call(args);
      return `${stdout}${stderr}`.trim();
    },
  };
}
