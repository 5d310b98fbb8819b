import { arch, availableParallelism, cpus, loadavg, platform, totalmem } from 'node:os';

/** On what the figures were measured: without it they say nothing. */
export function machine() {
  return {
    date: new Date().toISOString(),
    node: process.version,
    system: `${platform()} ${arch()}`,
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    /** Of the last minute, before anything is measured: what others do here. */
    load: loadavg()[0]?.toFixed(1),
    memoryGigabytes: Math.round(totalmem() / 2 ** 30),
  };
}
