import { onTestFinished } from 'vitest';
import { type DockerOptions, startDocker } from '../../sandbox/docker/index.ts';
import { silentLog } from '../../src/core/log.ts';
import { dockerSource } from './docker-source.ts';

/** A Docker daemon of the sandbox, the source that reads it, and the clock of both. */
export async function dockerWorld(options: Partial<DockerOptions> = {}, settings: object = {}) {
  const time = { shift: 0 };
  const clock = { now: () => Date.now() + time.shift };
  const server = await startDocker({ clock, log: silentLog, story: false, ...options });
  onTestFinished(() => server.stop());
  return { ...server, time, clock, source: dockerSource(server.url, settings, clock) };
}
