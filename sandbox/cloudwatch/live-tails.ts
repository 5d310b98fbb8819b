import { randomUUID } from 'node:crypto';
import { PassThrough, type Readable } from 'node:stream';
import { EventStreamCodec } from '@smithy/core/event-streams';
import { HOUR, SECOND } from '../../src/core/time.ts';
import type { StoredEvent } from './stored-event.ts';

export const EVENT_STREAM = 'application/vnd.amazon.eventstream';

/** The sessions of Live Tail that are open: each is told of the lines of its groups, once a second. */
export interface LiveTails {
  open(groups: readonly { name: string; arn: string }[]): Readable;
  show(group: string, events: readonly StoredEvent[]): void;
  /** Ends all sessions with this exception, as AWS does; breaks them off without one. Returns how many there were. */
  end(exception?: 'SessionTimeoutException' | 'SessionStreamingException'): number;
}

interface Session {
  arns: ReadonlyMap<string, string>;
  waiting: object[];
  end(exception?: string): void;
}

const LONGEST = 3 * HOUR;
const MOST_EVENTS = 500;

export function createLiveTails(): LiveTails {
  const sessions = new Set<Session>();
  return {
    open: (groups) => {
      const stream = new PassThrough();
      const session = createSession(new Map(groups.map(({ name, arn }) => [name, arn])), stream);
      sessions.add(session);
      stream.once('close', () => sessions.delete(session));
      return stream;
    },
    show: (group, events) => {
      for (const { arns, waiting } of sessions) {
        const logGroupIdentifier = arns.get(group);
        if (logGroupIdentifier)
          waiting.push(...events.map((event) => ({ logGroupIdentifier, ...shown(event) })));
      }
    },
    end: (exception) => {
      const open = [...sessions];
      for (const session of open) session.end(exception);
      return open.length;
    },
  };
}

function createSession(arns: ReadonlyMap<string, string>, stream: PassThrough): Session {
  const waiting: object[] = [];
  const tell = (type: string, body: object) => stream.write(message('event', type, body));
  const end = (exception?: string) => {
    if (!exception) return stream.destroy();
    return stream.end(message('exception', exception, { message: exception }));
  };
  tell('initial-response', {});
  tell('sessionStart', { sessionId: randomUUID(), logGroupIdentifiers: [...arns.values()] });
  const ticking = setInterval(() => tell('sessionUpdate', update(waiting.splice(0))), SECOND);
  const ending = setTimeout(() => end('SessionTimeoutException'), LONGEST);
  stream.once('close', () => {
    clearInterval(ticking);
    clearTimeout(ending);
  });
  return { arns, waiting, end };
}

/** More than 500 lines in a second are a sample of them. */
function update(lines: readonly object[]) {
  const step = Math.ceil(lines.length / MOST_EVENTS);
  return {
    sessionMetadata: { sampled: step > 1 },
    sessionResults: lines.filter((_, index) => index % step === 0),
  };
}

function shown({ stream, message: text, timestamp, ingestionTime }: StoredEvent) {
  return { logStreamName: stream, message: text, timestamp, ingestionTime };
}

const codec = new EventStreamCodec(
  (bytes) => (typeof bytes === 'string' ? bytes : Buffer.from(bytes).toString()),
  (text) => Buffer.from(text),
);

function message(kind: 'event' | 'exception', type: string, body: object): Uint8Array {
  const headers = {
    ':message-type': kind,
    [`:${kind}-type`]: type,
    ':content-type': 'application/json',
  };
  const typed = Object.entries(headers).map(([name, value]) => [name, { type: 'string' as const, value }]);
  return codec.encode({ headers: Object.fromEntries(typed), body: Buffer.from(JSON.stringify(body)) });
}
