import type { TestProject } from 'vitest/node';
import { startDockerd } from './dockerd.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** `DOCKER_HOST` of a daemon for this run alone, which has the image `busybox:latest`; null where there is none (said once, with how to have it). */
    dockerHost: string | null;
  }
}

/** Starts the Docker daemon that the tests of this project share. */
export default async function start(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  try {
    const { host, stop } = await startDockerd();
    project.provide('dockerHost', host);
    return stop;
  } catch (error) {
    if (process.env.CI) throw error;
    console.log(
      `The tests on Docker are left out (${error}). They need Linux, root, and docker.io, busybox-static and debootstrap (apt-get install).`,
    );
    project.provide('dockerHost', null);
    return undefined;
  }
}
