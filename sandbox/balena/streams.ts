import { PassThrough, type Readable, type Writable } from 'node:stream';
import { constants, createGzip } from 'node:zlib';
import { type Clock, type Instant, SECOND } from '../../src/core/time.ts';
import { type Line, linesOfLife } from './logs.ts';
import type { SandboxDevice } from './world.ts';

/** The live logs that clients follow: ndjson, and a blank line every 58 s. */
export interface Streams {
  open(device: SandboxDevice, isGzip: boolean): Readable;
  /** Sends a line to those that follow its device. */
  push(uuid: string, line: Line): void;
  /** Breaks the connections, or ends them in good order. */
  drop(how: 'break' | 'end'): void;
  count(): number;
}

const HEARTBEAT = 58 * SECOND;
const LOOK_EVERY = 2 * SECOND;

interface Open {
  device: SandboxDevice;
  to: Writable & { destroy(error?: Error): unknown };
  sentUpTo: Instant;
  beatAt: Instant;
}

export function createStreams(clock: Clock): Streams {
  const open = new Set<Open>();
  let timer: NodeJS.Timeout | undefined;

  function flush(): void {
    const now = clock.now();
    for (const stream of open) send(stream, now);
    if (open.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  }

  function send(stream: Open, now: Instant): void {
    const lines = linesOfLife(stream.device, stream.sentUpTo + 1, now);
    for (const line of lines) stream.to.write(textOf(line));
    stream.sentUpTo = now;
    if (now - stream.beatAt < HEARTBEAT) return;
    stream.to.write('\n');
    stream.beatAt = now;
  }

  return {
    open: (device, isGzip) => {
      const out = isGzip ? createGzip({ flush: constants.Z_SYNC_FLUSH }) : new PassThrough();
      const now = clock.now();
      const stream = { device, to: out, sentUpTo: now, beatAt: now };
      open.add(stream);
      out.on('error', () => {});
      out.on('close', () => open.delete(stream));
      timer ??= setInterval(flush, LOOK_EVERY);
      return out;
    },
    push: (uuid, line) => {
      for (const { device, to } of open) if (device.uuid === uuid) to.write(textOf(line));
    },
    drop: (how) => {
      for (const { to } of open) {
        if (how === 'end') to.end();
        else to.destroy(new Error('dropped'));
      }
      open.clear();
      flush();
    },
    count: () => open.size,
  };
}

function textOf(line: Line): string {
  return `${JSON.stringify(line)}\n`;
}
