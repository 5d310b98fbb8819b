import type { Writable } from 'node:stream';
import { settingsHere } from '../config/here.ts';
import { loadSettings } from '../config/settings.ts';
import { systemClock } from '../core/time.ts';
import { createLog } from '../main/logger.ts';
import { type OnceReport, runOnce } from '../main/once.ts';

/** `once`: reads, judges and tells all that is due, and ends. 0 if every job did its work, else 1. */
export async function onceCommand(args: string[], out: Writable): Promise<number> {
  const { variables, sources } = await settingsHere();
  const settings = await loadSettings(variables, sources);
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort());
  const isJson = args.includes('--json');
  const log = createLog(isJson ? 'silent' : settings.logLevel);
  const report = await runOnce(settings, { clock: systemClock, log }, stopping.signal);
  out.write(isJson ? `${JSON.stringify(report)}\n` : `${wordsOf(report)}\n`);
  return report.failed.length === 0 ? 0 : 1;
}

function wordsOf({ ran, failed }: OnceReport): string {
  const counts = Object.entries(ran).map(([job, times]) => `${job} ${times}`);
  const faults = failed.map(({ job, reason }) => `  ${job} failed: ${reason}`);
  return [`ran ${counts.join(', ')}`, ...faults].join('\n');
}
