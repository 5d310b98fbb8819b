import type { Writable } from 'node:stream';
import type { Clock } from '../core/time.ts';
import { openFile } from './codes/chunks.ts';
import { type Coder, createCoder, type Drafted } from './codes/coder.ts';
import { createDraft, type Draft } from './codes/draft.ts';
import { type CodesOptions, groupOf, readCodesOptions, serviceOf } from './codes/options.ts';
import { type Outputs, openOutputs, toStream } from './codes/outputs.ts';
import { createProgress, type Progress } from './codes/progress.ts';
import { recordsIn } from './codes/records.ts';
import { createTally, type Tally } from './codes/tally.ts';
import { paintFor } from './terminal/paint.ts';

export interface CodesDeps {
  stdout: Writable & { isTTY?: boolean; columns?: number };
  stderr: Writable & { isTTY?: boolean };
  clock: Clock;
}

interface Run {
  options: CodesOptions;
  outputs: Outputs | undefined;
  progress: Progress;
  tally: Tally;
}

/**
 * `codes <file…>`: for each line of the files, in their order, a JSON line with its code and template as they are after all of them were
 * read; on a terminal a table of the templates. Needs no store. Throws a `ConfigError` for options and files that are wrong.
 */
export async function codesCommand(args: string[], { stdout, stderr, clock }: CodesDeps): Promise<number> {
  const options = readCodesOptions(args);
  const outputs = await outputsOf(options, stdout);
  const run = { options, outputs, progress: createProgress(stderr, clock.now), tally: createTally() };
  try {
    for (const files of groupsOf(options)) await codeGroup(files, run);
  } finally {
    run.progress.clear();
    await outputs?.close();
  }
  if (outputs === undefined || options.out !== undefined)
    stdout.write(run.tally.text({ columns: stdout.columns ?? 160, paint: paintFor(stdout) }));
  return 0;
}

async function outputsOf({ out }: CodesOptions, stdout: CodesDeps['stdout']): Promise<Outputs | undefined> {
  if (out !== undefined) return openOutputs(out);
  return stdout.isTTY ? undefined : toStream(stdout);
}

/** Files of one service that follow each other are learned from together. */
function groupsOf({ files, service }: CodesOptions): string[][] {
  const groups: string[][] = [];
  for (const file of files) {
    const last = groups.at(-1);
    if (last?.[0] !== undefined && groupOf(last[0], service) === groupOf(file, service)) last.push(file);
    else groups.push([file]);
  }
  return groups;
}

async function codeGroup(files: readonly string[], run: Run): Promise<void> {
  const coder = createCoder(run.options.service ?? serviceOf(files[0] ?? ''));
  const drafts: Draft[] = [];
  try {
    for (const file of files) {
      const draft = await createDraft();
      drafts.push(draft);
      await read(file, coder, draft, run);
    }
    for (const [place, draft] of drafts.entries()) await write(files[place] ?? '', coder, draft, run);
  } finally {
    for (const draft of drafts) await draft.remove();
  }
}

async function read(file: string, coder: Coder, draft: Draft, { options, progress }: Run): Promise<void> {
  const opened = await openFile(file);
  let lines = 0;
  try {
    const { batches, apart } = recordsIn(file, opened, options);
    for await (const batch of batches) {
      await draft.add(coder.push(batch, apart));
      lines += batch.length;
      progress.show(file, opened.progress(), lines);
    }
    await draft.add(coder.flush());
  } finally {
    opened.close();
  }
}

async function write(file: string, coder: Coder, draft: Draft, { outputs, tally }: Run): Promise<void> {
  for await (const batch of draft.all()) {
    const text = batch.map((drafted) => linesOf(drafted, coder, tally)).join('');
    await outputs?.write(file, text);
  }
}

function linesOf({ code, template, lines }: Drafted, coder: Coder, tally: Tally): string {
  const coded = coder.resolve(code);
  tally.add(coded, lines);
  return `${JSON.stringify(coded ?? { code, template })}\n`.repeat(lines);
}
