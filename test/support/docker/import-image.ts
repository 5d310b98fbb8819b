import { spawn } from 'node:child_process';
import { once } from 'node:events';
import Docker from 'dockerode';
import { addressOf } from './address.ts';

/** Makes an image of the file tree that `command` writes as a tar archive. `changes` are lines of a Dockerfile. */
export async function importImage(
  host: string,
  name: string,
  command: readonly [string, ...string[]],
  changes: readonly string[] = [],
): Promise<void> {
  const docker = new Docker(addressOf(host));
  const [program, ...args] = command;
  const archive = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const [repo, tag] = name.split(':');
  const reply = await docker.importImage(archive.stdout, { repo, tag, changes: [...changes] });
  await new Promise<void>((resolve, reject) => {
    docker.modem.followProgress(reply, (error) => (error ? reject(error) : resolve()));
  });
  if (archive.exitCode === null) await once(archive, 'exit');
  if (archive.exitCode !== 0) throw new Error(`${program} ended with ${archive.exitCode}`);
}
