import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Where the shared logs are: beside the checkout, if `SYSMON_DATA` says nothing else. */
const DATA = process.env.SYSMON_DATA ?? fileURLToPath(new URL('../../../shared/data', import.meta.url));

/** A log that a real server wrote. */
export interface LogFile {
  /** Without their line ends. */
  lines: string[];
  /** What `grep -c` says of the file. */
  count(pattern: string, ...options: string[]): number;
}

/** `name` as in Loghub: `Apache`, `OpenSSH`. */
export function logFile(name: string): LogFile {
  const path = `${DATA}/loghub/${name}/${name}_2k.log`;
  const lines = textOf(path).split(/\r?\n/).filter(Boolean);
  return {
    lines,
    count: (pattern, ...options) =>
      Number(execFileSync('grep', ['-c', ...options, '-e', pattern, path], { encoding: 'utf8' })),
  };
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw new Error(
      `${path} is missing: put the Loghub samples there, or set SYSMON_DATA to the folder that has loghub/.`,
    );
  }
}
