import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { ConfigError } from '../../core/errors.ts';

/** The text of a file as it is read. */
export interface Opened {
  /** Its first characters: enough to see what it is. */
  head: string;
  /** All of it, the head too. */
  chunks: AsyncIterable<string>;
  /** The share of it that was read, from 0 to 1. */
  progress(): number;
  close(): void;
}

const CHUNK = 256 * 1024;

/** Opens a log, also one that is packed (`.gz`); `-` is standard input. Throws a `ConfigError` for what can't be read. */
export async function openFile(file: string): Promise<Opened> {
  const size = await sizeOf(file);
  const raw: Readable = file === '-' ? process.stdin : createReadStream(file, { highWaterMark: CHUNK });
  let read = 0;
  raw.on('data', (chunk: Buffer) => {
    read += chunk.length;
  });
  const text: Readable = file.endsWith('.gz') ? raw.pipe(createGunzip()) : raw;
  raw.on('error', (error) => text.destroy(error));
  text.setEncoding('utf8');
  const all = readable(file, text);
  const first = await all.next();
  const head = first.done ? '' : first.value.replace(/^\uFEFF/, '');
  return {
    head,
    chunks: chained(head, all),
    progress: () => (size > 0 ? Math.min(read / size, 1) : 0),
    close: () => raw.destroy(),
  };
}

async function sizeOf(file: string): Promise<number> {
  if (file === '-') return 0;
  try {
    const found = await stat(file);
    if (found.isDirectory()) throw new ConfigError([`${file} is a folder: name the files in it`]);
    return found.size;
  } catch (error) {
    throw fault(file, error);
  }
}

async function* readable(file: string, stream: AsyncIterable<string>): AsyncGenerator<string> {
  try {
    yield* stream;
  } catch (error) {
    throw fault(file, error);
  }
}

async function* chained(head: string, rest: AsyncIterable<string>): AsyncIterable<string> {
  yield head;
  yield* rest;
}

function fault(file: string, error: unknown): unknown {
  if (error instanceof ConfigError || !(error instanceof Error)) return error;
  const code = 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return new ConfigError([`${file}: there is no such file`]);
  if (code === 'EACCES') return new ConfigError([`${file}: you may not read it`]);
  return new ConfigError([`${file} can't be read: ${error.message}`]);
}
