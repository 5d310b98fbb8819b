import { setTimeout as sleep } from 'node:timers/promises';
import { RejectedError } from '../src/core/errors.ts';
import type { Log } from '../src/core/log.ts';
import { MINUTE, SECOND } from '../src/core/time.ts';
import type { Enqueue } from '../src/core/work.ts';
import type { Sources } from '../src/sources/index.ts';
import type { Source } from '../src/sources/source.ts';

const LONGEST_PAUSE = MINUTE;
/** A connection that held so long was a good one: the next pause is short again. */
const GOOD = MINUTE;

/** Has an item read as soon as its source hints at news, until stopped. A source that can't be followed just now is read by the timetable alone. */
export function followHints(sources: Sources, enqueue: Enqueue, log: Log): () => Promise<void> {
  const stopping = new AbortController();
  const following = sources.all().map((source) => follow(source, enqueue, log, stopping.signal));
  return async () => {
    stopping.abort();
    await Promise.all(following);
  };
}

async function follow(source: Source, enqueue: Enqueue, log: Log, signal: AbortSignal): Promise<void> {
  const onNews = (item: string) => {
    enqueue('collect', { source: item }, { id: item }).catch((error) =>
      log.warn({ item, error: String(error) }, 'a hint could not be passed on'),
    );
  };
  for (let pause = SECOND; !signal.aborted; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
    const began = performance.now();
    try {
      await source.hints(onNews, signal);
      return;
    } catch (error) {
      if (signal.aborted) return;
      const advice = error instanceof RejectedError ? { advice: error.advice } : {};
      const about = { source: source.name, error: String(error), ...advice };
      log.warn(about, 'a source can not be followed just now');
    }
    if (performance.now() - began > GOOD) pause = SECOND;
    await sleep(pause, undefined, { signal }).catch(() => {});
  }
}
