import type { Socket } from 'node:net';
import type Docker from 'dockerode';
import { z } from 'zod';
import { UpstreamError } from '../../../core/errors.ts';
import { type Instant, SECOND } from '../../../core/time.ts';
import type { Batch } from '../../source.ts';
import { ACTIONS } from '../actions.ts';
import { faultOf, isMissing } from '../fault.ts';
import { eventsIn } from './lines.ts';
import { type EngineEvent, Info, Inspected, Stats, Version } from './objects.ts';

/** A daemon's API, for the length of one reading. Everything throws `UpstreamError` and `RejectedError`. */
export interface Engine {
  version(): Promise<z.infer<typeof Version>>;
  info(): Promise<Info>;
  /** Whatever there is, running or not. */
  list(): Promise<unknown[]>;
  /** Undefined if it is not there any more, or makes no sense. */
  inspect(id: string): Promise<Inspected | undefined>;
  stats(id: string): Promise<Stats | undefined>;
  /** What happened to containers in a while that is over, by the daemon's clock. */
  past(since: Instant, until: Instant): Promise<EngineEvent[]>;
  /** What happens to containers from now on, until it breaks. */
  follow(): Promise<AsyncIterable<EngineEvent>>;
  /** What was spent since the last `spent()`. */
  spent(): Batch['cost'];
}

const LONGEST = 30 * SECOND;
/** A host that is gone without a word is found out by the kernel. */
const KEEP_ALIVE = 30 * SECOND;
const FILTERS = JSON.stringify({ type: ['container'], event: ACTIONS });

export function engineOf(docker: Docker, signal: AbortSignal): Engine {
  let calls = 0;

  async function ask<T>(asked: string, send: (abortSignal: AbortSignal) => Promise<T>): Promise<T> {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(LONGEST)]);
    calls += 1;
    try {
      return await abortable(send(limit), limit);
    } catch (error) {
      signal.throwIfAborted();
      throw faultOf(error, asked);
    }
  }

  async function askFor<T>(
    schema: z.ZodType<T>,
    asked: string,
    send: (abortSignal: AbortSignal) => Promise<unknown>,
  ): Promise<T> {
    const { success, data, error } = schema.safeParse(await ask(asked, send));
    if (success) return data;
    throw new UpstreamError('DOCKER_BAD_REPLY', `${asked}: ${z.prettifyError(error)}`);
  }

  async function ifThere<T>(work: Promise<T>): Promise<T | undefined> {
    return work.catch((error) => {
      if (isMissing(error) || isBadReply(error)) return undefined;
      throw error;
    });
  }

  return {
    version: () => askFor(Version, 'ask for the version', () => docker.version()),
    info: () => askFor(Info, 'ask about the host', () => docker.info()),
    list: () =>
      askFor(z.array(z.unknown()), 'list containers', (abortSignal) =>
        docker.listContainers({ all: true, abortSignal }),
      ),
    inspect: (id) =>
      ifThere(
        askFor(Inspected, `inspect container ${id}`, (abortSignal) =>
          docker.getContainer(id).inspect({ abortSignal }),
        ),
      ),
    stats: (id) =>
      ifThere(
        askFor(Stats, `measure container ${id}`, (abortSignal) => {
          const options = { stream: false, 'one-shot': true, abortSignal } as const;
          return docker.getContainer(id).stats(options);
        }),
      ),
    past: (since, until) =>
      ask('read events', async (abortSignal) => {
        const range = { since: since / SECOND, until: until / SECOND };
        const stream = await docker.getEvents({ ...range, filters: FILTERS, abortSignal });
        return Array.fromAsync(eventsIn(stream));
      }),
    follow: async () => {
      calls += 1;
      const opening = docker.getEvents({ filters: FILTERS, abortSignal: signal });
      const stream = await opening.catch((error) => {
        throw faultOf(error, 'follow events');
      });
      if ('socket' in stream) (stream.socket as Socket).setKeepAlive(true, KEEP_ALIVE);
      return eventsIn(stream);
    },
    spent: () => {
      const spent = { calls, throttled: 0 };
      calls = 0;
      return spent;
    },
  };
}

/** The client does not settle where an answer breaks off half way. */
async function abortable<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const abort = () => reject(signal.reason);
  signal.addEventListener('abort', abort, { once: true });
  try {
    signal.throwIfAborted();
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

function isBadReply(error: unknown): boolean {
  return error instanceof UpstreamError && error.code === 'DOCKER_BAD_REPLY';
}
