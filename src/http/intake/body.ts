import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { RejectedError } from '../../core/errors.ts';

const MEGABYTE = 1_048_576;
/** As it comes. */
const LARGEST = 16 * MEGABYTE;
/** Of a whole request, however often something in it is compressed. */
const LARGEST_INFLATED = 64 * MEGABYTE;

/** Counts what a request takes; throws where it is too much. */
type Take = (bytes: number) => void;

/** The body of a request, inflated. It is read no further than up to where it is too large; the rest is left to be drained. */
export async function readBody(request: IncomingMessage, take: Take): Promise<Buffer> {
  const { 'content-encoding': encoding = 'identity', 'content-length': length = '0' } = request.headers;
  if (Number(length) > LARGEST) throw tooLarge();
  const limited = wire(request);
  if (encoding === 'identity') return collect(limited, take);
  if (encoding === 'gzip') return gunzip(limited, take);
  throw new RejectedError('UNSUPPORTED', `the encoding ${encoding} is not read here`, 'Use gzip, or none.');
}

/** Throws a `RejectedError` where it is no gzip. */
export async function gunzip(compressed: AsyncIterable<Buffer> | Buffer, take: Take): Promise<Buffer> {
  const from = Buffer.isBuffer(compressed) ? [compressed] : compressed;
  let body: Buffer = Buffer.alloc(0);
  try {
    await pipeline(Readable.from(from), createGunzip(), async (inflated: AsyncIterable<Buffer>) => {
      body = await collect(inflated, take);
    });
  } catch (error) {
    if (!isOfZlib(error)) throw error;
    throw new RejectedError('MALFORMED', 'the body is not gzip', 'Send what Content-Encoding says.', {
      cause: error,
    });
  }
  return body;
}

/** What one request may inflate, all in all. */
export function limitInflated(take: Take): Take {
  let left = LARGEST_INFLATED;
  return (bytes) => {
    left -= bytes;
    if (left < 0) throw tooLarge();
    take(bytes);
  };
}

/** Leaves the connection open where reading stops, so that it can be answered. */
async function* wire(request: IncomingMessage): AsyncGenerator<Buffer> {
  let read = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    read += chunk.length;
    if (read > LARGEST) throw tooLarge();
    yield chunk;
  }
}

async function collect(chunks: AsyncIterable<Buffer>, take: Take): Promise<Buffer> {
  const all: Buffer[] = [];
  for await (const chunk of chunks) {
    take(chunk.length);
    all.push(chunk);
  }
  return Buffer.concat(all);
}

function tooLarge(): RejectedError {
  return new RejectedError(
    'TOO_LARGE',
    'a request may have 16 MB as it comes, and 64 MB inflated',
    'Send less in one request.',
  );
}

function isOfZlib(error: unknown): boolean {
  return error instanceof Error && 'code' in error && /^Z_|^ERR_/.test(String(error.code));
}
