import { parseArgs } from 'node:util';
import { ConfigError } from '../../core/errors.ts';

export interface DetectOptions {
  /** CSV files, and folders that hold some. */
  inputs: string[];
  /** A folder for a file with the name of each input; undefined: standard output, or a chart on a terminal. */
  out: string | undefined;
  /** One JSON line a file that sums up what was found. */
  json: boolean;
}

const USAGE = 'usage: detect <series.csv or folder…> [--out FOLDER] [--json]';

/** What was typed after `detect`; throws a `ConfigError` that names every fault. */
export function readDetectOptions(args: string[]): DetectOptions {
  const { values, positionals } = parsed(args);
  if (positionals.length === 0) throw new ConfigError([USAGE]);
  return { inputs: positionals, out: values.out, json: values.json };
}

function parsed(args: string[]) {
  const options = { out: { type: 'string' }, json: { type: 'boolean', default: false } } as const;
  try {
    return parseArgs({ args, allowPositionals: true, options });
  } catch (error) {
    throw new ConfigError([error instanceof Error ? error.message : String(error), USAGE]);
  }
}
