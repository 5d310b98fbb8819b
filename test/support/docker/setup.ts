import type { TestProject } from 'vitest/node';
import { startDockerd } from './dockerd.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** `DOCKER_HOST` of a daemon for this run alone, which has the image `busybox:latest`; null where there is none (said once, with how to have it). */
    dockerHost: string | null;
  }
}

/**
 * Starts the Docker daemon that the tests of this project share. TEST_DOCKER_HOST names another one, which has to have the images busybox,
 * debian:bookworm-slim and node:24-bookworm-slim.
 */
export default async function start(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const { TEST_DOCKER_HOST: given } = process.env;
  if (given) {
    project.provide('dockerHost', given);
    return undefined;
  }
  try {
    const { host, stop } = await startDockerd();
    project.provide('dockerHost', host);
    return stop;
  } catch (error) {
    if (process.env.CI) throw error;
    console.log(
      `The tests on Docker are left out (${error}). They need Linux, root, and apt-get install docker.io busybox-static debootstrap.`,
    );
    project.provide('dockerHost', null);
    return undefined;
  }
}
