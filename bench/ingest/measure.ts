import { processorSeconds } from '../ground/processes.ts';

/** What one run of something took, in seconds: on the clock, of node's processor time, and of the server's. */
export interface Cost {
  wall: number;
  node: number;
  server: number;
}

/** `server`: its process id. */
export async function measure(server: number, work: () => Promise<void>): Promise<Cost> {
  const before = await processorSeconds(server);
  const node = process.cpuUsage();
  const since = performance.now();
  await work();
  const wall = (performance.now() - since) / 1000;
  const { user, system } = process.cpuUsage(node);
  return { wall, node: (user + system) / 1e6, server: (await processorSeconds(server)) - before };
}
