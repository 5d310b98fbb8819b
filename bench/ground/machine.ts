import { arch, availableParallelism, cpus, platform, totalmem } from 'node:os';

/** On what the figures were measured: without it they say nothing. */
export function machine() {
  return {
    date: new Date().toISOString(),
    node: process.version,
    system: `${platform()} ${arch()}`,
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    memoryGigabytes: Math.round(totalmem() / 2 ** 30),
  };
}
