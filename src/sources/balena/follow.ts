import { RejectedError } from '../../core/errors.ts';
import { MINUTE, SECOND } from '../../core/time.ts';
import type { SourceDeps } from '../source.ts';

export interface Followed {
  /** Id of the item that its log is. */
  item: string;
  uuid: string;
}

export interface FollowOptions extends Pick<SourceDeps, 'clock' | 'wait' | 'random' | 'log'> {
  /** Whose logs to follow just now. */
  list(): Promise<readonly Followed[]>;
  open(uuid: string, signal: AbortSignal): Promise<NodeJS.ReadableStream>;
}

const LOOK_EVERY = MINUTE;
const LONGEST_PAUSE = MINUTE;
/** balena sends a blank line every 58 s: a stream without one is dead. */
const LONGEST_SILENCE = 2.5 * MINUTE;
/** A connection that held so long was a good one: the next pause is short again. */
const GOOD = MINUTE;
/** A device that writes without end is not read without end. */
const APART = 5 * SECOND;

/** Follows the live logs, until aborted. A stream that breaks is opened again by itself; throws where the token is refused. */
export async function followLogs(
  options: FollowOptions,
  onNews: (item: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const stopping = new AbortController();
  const all = AbortSignal.any([signal, stopping.signal]);
  const hint = withRests(onNews, options.wait, all);
  const streams = new Map<string, AbortController>();
  const { promise: broken, reject } = Promise.withResolvers<never>();
  broken.catch(() => {});

  async function sync(): Promise<void> {
    const wanted = new Map((await options.list()).map((one) => [one.item, one]));
    for (const [item, stream] of streams) {
      if (wanted.has(item)) continue;
      stream.abort();
      streams.delete(item);
    }
    for (const [item, one] of wanted) {
      if (streams.has(item)) continue;
      const stream = new AbortController();
      streams.set(item, stream);
      followOne(one, options, hint, AbortSignal.any([all, stream.signal])).catch(reject);
    }
  }

  try {
    for (;;) {
      await sync().catch((error) => {
        if (streams.size === 0 || error instanceof RejectedError) throw error;
        options.log.debug({ error: String(error) }, 'whose logs to follow could not be asked just now');
      });
      await Promise.race([options.wait(LOOK_EVERY, all), broken]);
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    stopping.abort();
  }
}

/** When it is opened again there may be lines that nobody heard. Ends where the device is not there; throws where the token is refused. */
async function followOne(
  { item, uuid }: Followed,
  { open, clock, wait, random, log }: FollowOptions,
  hint: (item: string) => void,
  signal: AbortSignal,
): Promise<void> {
  for (let pause = SECOND; !signal.aborted; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
    const began = clock.now();
    try {
      for await (const chunk of chunksOf((alive) => open(uuid, alive), signal))
        if (chunk !== '\n') hint(item);
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof RejectedError && error.code === 'BALENA_TOKEN') throw error;
      log.debug({ uuid, error: String(error) }, 'the log of a device can not be followed just now');
      if (error instanceof RejectedError) return;
    }
    if (clock.now() - began > GOOD) pause = SECOND;
    await wait(pause * (0.5 + random()), signal).catch(() => {});
    if (!signal.aborted) hint(item);
  }
}

/** A stream on which nothing comes is given up. */
async function* chunksOf(
  open: (signal: AbortSignal) => Promise<NodeJS.ReadableStream>,
  signal: AbortSignal,
): AsyncGenerator<string> {
  const silence = new AbortController();
  const timer = setTimeout(() => silence.abort(), LONGEST_SILENCE);
  try {
    const stream = await open(AbortSignal.any([signal, silence.signal]));
    // The SDK tells of a broken connection once more after it was closed.
    stream.on('error', () => {});
    for await (const chunk of stream) {
      timer.refresh();
      yield String(chunk);
    }
  } finally {
    clearTimeout(timer);
    silence.abort();
  }
}

/** The first news at once, what follows within a rest at its end. */
function withRests(
  onNews: (item: string) => void,
  wait: SourceDeps['wait'],
  signal: AbortSignal,
): (item: string) => void {
  const resting = new Map<string, { more: boolean }>();
  return function hint(item) {
    const rest = resting.get(item);
    if (rest) {
      rest.more = true;
      return;
    }
    const begun = { more: false };
    resting.set(item, begun);
    onNews(item);
    const end = () => {
      resting.delete(item);
      if (begun.more && !signal.aborted) hint(item);
    };
    wait(APART, signal).then(end, () => {});
  };
}
