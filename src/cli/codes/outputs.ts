import { createWriteStream } from 'node:fs';
import { mkdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { ConfigError } from '../../core/errors.ts';

/** Where the lines of the files go to. */
export interface Outputs {
  /** Writes lines of `file`; files come one after the other. */
  write(file: string, text: string): Promise<void>;
  close(): Promise<void>;
}

/** `out` is a file for all of them, or a folder (one that is there, or a name that ends with `/`) for a `<name>.jsonl` of each. */
export async function openOutputs(out: string): Promise<Outputs> {
  const isFolder = out.endsWith('/') || (await isFolderAt(out));
  if (isFolder) await makeFolder(out);
  const open = new Map<string, Writable>();
  return {
    async write(file, text) {
      const path = isFolder ? join(out, `${basename(file)}.jsonl`) : out;
      const stream = open.get(path) ?? openedAt(path);
      open.set(path, stream);
      await writeTo(stream, text);
    },
    async close() {
      for (const stream of open.values()) {
        if (stream.destroyed) continue;
        stream.end();
        await finished(stream);
      }
    },
  };
}

/** A reader that has seen enough (`| head`) closes the stream: what is written then is nobody's loss. */
export function toStream(stream: Writable): Outputs {
  let isClosed = false;
  stream.on('error', () => {
    isClosed = true;
  });
  return {
    write: async (_file, text) => {
      if (!isClosed) await writeTo(stream, text).catch(() => {});
    },
    close: async () => {},
  };
}

function openedAt(path: string): Writable {
  const stream = createWriteStream(path);
  stream.on('error', () => {});
  return stream;
}

async function writeTo(stream: Writable, text: string): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  stream.write(text, (error) => (error ? reject(cannotWrite(error)) : resolve()));
  await promise;
}

function cannotWrite(error: unknown): ConfigError {
  return new ConfigError([
    `--out can't be written: ${error instanceof Error ? error.message : String(error)}`,
  ]);
}

async function makeFolder(path: string): Promise<void> {
  try {
    if (!(await isFolderAt(path))) await mkdir(path);
  } catch (error) {
    throw cannotWrite(error);
  }
}

async function isFolderAt(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found?.isDirectory() ?? false;
}
