import { appendFile, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** What a sandbox server remembers across restarts: entries in a JSON-lines file, in the order they came. */
export interface Journal<T> {
  entries: T[];
  append(entry: T): Promise<void>;
  /** Replaces all entries by these: what a server does at start to forget what no longer matters. */
  rewrite(entries: readonly T[]): Promise<void>;
}

/** A line cut short by a crash is left out; everything before it counts. */
export async function openJournal<T>(file: string): Promise<Journal<T>> {
  await mkdir(dirname(file), { recursive: true });
  const text = await readFile(file, 'utf8').catch(() => '');
  if (text !== '' && !text.endsWith('\n')) await appendFile(file, '\n');
  let last: Promise<void> = Promise.resolve();
  const queue = (write: () => Promise<void>) => {
    last = last.then(write, write);
    return last;
  };
  const lines = (entries: readonly T[]) => entries.map((entry) => `${JSON.stringify(entry)}\n`).join('');
  return {
    entries: text.split('\n').flatMap((line) => parse<T>(line)),
    append: (entry) => queue(() => appendFile(file, lines([entry]))),
    rewrite: (entries) =>
      queue(async () => {
        await writeFile(`${file}.new`, lines(entries));
        await rename(`${file}.new`, file);
      }),
  };
}

function parse<T>(line: string): T[] {
  try {
    return line ? [JSON.parse(line)] : [];
  } catch {
    return [];
  }
}
