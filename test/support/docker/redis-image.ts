import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dockerCommand } from './command.ts';

const REDIS = `FROM debian:bookworm-slim
RUN apt-get update -qq && apt-get install -y -qq --no-install-recommends redis-server && mkdir /data && chown redis:redis /data
WORKDIR /data
VOLUME /data
`;

/** A stand-in for the image `redis:7-bookworm`, with Debian's Redis 7. */
export async function makeRedisImage(host: string): Promise<void> {
  const context = await mkdtemp(join(tmpdir(), 'sysmon-redis-image-'));
  try {
    await writeFile(join(context, 'Dockerfile'), REDIS);
    await dockerCommand(host).print('build', '--network', 'host', '-t', 'redis:7-bookworm', context);
  } finally {
    await rm(context, { recursive: true, force: true });
  }
}
