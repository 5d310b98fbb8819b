import { basename, dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { ConfigError } from '../../core/errors.ts';

export const FORMATS = ['text', 'json', 'csv', 'tsv'] as const;
export type FormatName = (typeof FORMATS)[number];

export interface CodesOptions {
  files: string[];
  /** The field of a CSV or JSON line that holds the message; nothing else of the line counts then. */
  column: string | undefined;
  /** Undefined: by the file's name and first line. */
  format: FormatName | undefined;
  /** A file for all lines, or a folder for a `<name>.jsonl` of each file; undefined: standard output. */
  out: string | undefined;
  /** All files are of this service; undefined: a file is named after its service. */
  service: string | undefined;
}

const USAGE =
  'usage: codes <file…> [--column NAME | --format text|json|csv|tsv] [--service NAME] [--out FILE or FOLDER]';

/** What was typed after `codes`; throws a `ConfigError` that names every fault. */
export function readCodesOptions(args: string[]): CodesOptions {
  const { values, positionals } = parsed(args);
  const format = z.enum(FORMATS).safeParse(values.format);
  const faults = [
    ...(positionals.length === 0 ? [USAGE] : []),
    ...(values.format === undefined || format.success
      ? []
      : [`--format: there is no format ${values.format}; there are: ${FORMATS.join(', ')}`]),
    ...(values.column !== undefined && values.format === 'text'
      ? ['--column: plain text has no columns']
      : []),
  ];
  if (faults.length > 0) throw new ConfigError(faults);
  const { column, out, service } = values;
  return { files: positionals, column, format: format.data, out, service };
}

function parsed(args: string[]) {
  const value = { type: 'string' } as const;
  const options = { column: value, format: value, out: value, service: value };
  try {
    return parseArgs({ args, allowPositionals: true, options });
  } catch (error) {
    throw new ConfigError([error instanceof Error ? error.message : String(error), USAGE]);
  }
}

/** The service whose log a file is: `logs/api.log.1` and `logs/api.log` are both of `api`. */
export function serviceOf(file: string): string {
  return basename(file).replace(/^\.+/, '').split('.')[0] || 'log';
}

/** Files that are learned from together: those of one service in one folder. */
export function groupOf(file: string, service: string | undefined): string {
  return service ?? `${dirname(file)}/${serviceOf(file)}`;
}
