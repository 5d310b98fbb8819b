import type { Log } from '../../src/core/log.ts';
import type { Clock } from '../../src/core/time.ts';
import { createHand, type Hand } from './hand.ts';
import { createHost } from './host.ts';
import { CONTAINERS, type ContainerPlan } from './plan.ts';
import { createServer } from './server.ts';
import { leak, tell } from './story.ts';
import { createStreams } from './streams.ts';

export interface DockerOptions {
  /** A free one if not given. */
  port?: number;
  clock: Clock;
  log: Log;
  /** Whether something goes wrong by itself after a while; it does if not said otherwise. */
  story?: boolean;
  containers?: readonly ContainerPlan[];
}

/** A running daemon, and where a client finds it. */
export interface SandboxDocker {
  /** As in `DOCKER_HOST`. */
  url: string;
  hand: Hand;
  stop(): Promise<void>;
}

/** Starts a local Docker daemon that can be read, with the containers of one host; nothing is kept on disk. */
export async function startDocker(options: DockerOptions): Promise<SandboxDocker> {
  const { port = 0, clock, log, story = true, containers = CONTAINERS } = options;
  const start = clock.now();
  const host = createHost(containers, clock);
  const streams = createStreams(host.events, clock);
  const { hand, mood } = createHand(host, streams);
  const filling = story ? leak(start) : () => 0;
  const app = createServer({ host, streams, mood, filling, clock, log });
  const url = (await app.listen({ port, host: '127.0.0.1' })).replace('http:', 'tcp:');
  const end = story ? tell(host, clock.now, start) : () => {};
  log.info({ url }, 'sandbox Docker listens');
  const stop = async () => {
    end();
    streams.drop();
    await app.close();
  };
  return { url, hand, stop };
}
