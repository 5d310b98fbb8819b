import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Writable } from 'node:stream';
import { ConfigError } from '../core/errors.ts';
import { csvOf } from './detect/csv.ts';
import { type Input, inputsOf } from './detect/inputs.ts';
import { judgeRows, type RowVerdict } from './detect/judge.ts';
import { type DetectOptions, readDetectOptions } from './detect/options.ts';
import { type Summary, summaryOf } from './detect/summary.ts';
import { readTable } from './detect/table.ts';
import { fileText } from './detect/text.ts';
import { paintFor } from './terminal/paint.ts';

export interface DetectDeps {
  stdout: Writable & { isTTY?: boolean; columns?: number };
  stderr: Writable & { isTTY?: boolean };
}

const CLEAR_LINE = '\r\u001b[2K';

/**
 * `detect <series.csv…>`: for each file its rows with score, expected range, grade and reason, by the detector that watches services. 0 if every
 * file could be judged, else 1: a file that could not is told, and the others are judged. Throws a `ConfigError` for options that are wrong.
 */
export async function detectCommand(args: string[], deps: DetectDeps): Promise<number> {
  const options = readDetectOptions(args);
  const inputs = await inputsOf(options.inputs);
  const plain = options.out === undefined && !options.json && !deps.stdout.isTTY;
  if (plain && inputs.length > 1)
    throw new ConfigError([`${inputs.length} files need a folder to go to: add --out FOLDER`]);
  let failed = 0;
  for (const [index, input] of inputs.entries()) {
    if (deps.stderr.isTTY) deps.stderr.write(`${CLEAR_LINE}${index + 1} of ${inputs.length}  ${input.name}`);
    const fault = await judgeFile(input, options, deps);
    if (deps.stderr.isTTY) deps.stderr.write(CLEAR_LINE);
    if (fault !== undefined) deps.stderr.write(`${fault}\n`);
    if (fault !== undefined) failed += 1;
  }
  return failed === 0 ? 0 : 1;
}

/** Comes back with what is wrong with the file, in words. */
async function judgeFile(
  input: Input,
  options: DetectOptions,
  deps: DetectDeps,
): Promise<string | undefined> {
  try {
    const table = readTable(await readFile(input.path, 'utf8'), input.path);
    const verdicts = judgeRows(table.rows);
    if (verdicts.every(({ at }) => at === undefined)) return noTimes(input.path, table.rows[0]?.timestamp);
    const summary = summaryOf(input.name, verdicts);
    if (options.out !== undefined) await write(options.out, input, csvOf(table, verdicts));
    if (options.out === undefined && !options.json && !deps.stdout.isTTY)
      deps.stdout.write(csvOf(table, verdicts));
    else deps.stdout.write(said(summary, verdicts, options, deps));
    return undefined;
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    return `${input.path}: ${error instanceof Error ? error.message : String(error)}`;
  }
}

function noTimes(path: string, first = ''): string {
  return `${path}: no time in it is understood (the first is "${first.slice(0, 40)}"); write 2026-11-24T10:04:00Z, or seconds since 1970`;
}

/** A reader of the output never sees half a file. */
async function write(out: string, { path, name }: Input, text: string): Promise<void> {
  const target = join(out, name);
  if (resolve(target) === resolve(path))
    throw new ConfigError([`${path}: --out would overwrite it; name another folder`]);
  await mkdir(dirname(target), { recursive: true });
  await writeFile(`${target}.part`, text);
  await rename(`${target}.part`, target);
}

function said(
  summary: Summary,
  verdicts: readonly RowVerdict[],
  { json }: DetectOptions,
  { stdout }: DetectDeps,
): string {
  if (json) return `${JSON.stringify(summary)}\n`;
  return fileText(summary, verdicts, stdout.isTTY ? (stdout.columns ?? 80) : 80, paintFor(stdout));
}
