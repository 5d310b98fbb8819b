import { LRUCache } from 'lru-cache';
import type { RawEvent } from '../src/core/event.ts';
import { SECOND } from '../src/core/time.ts';
import { createJoiner } from '../src/normalize/index.ts';

/** Joins what one request brings: `push` gives what is complete, `flush` the rest. */
export type Joiner = ReturnType<typeof createJoiner>;

/** The last event of a stream that is pushed, and the lines it is made of. */
interface Last {
  event: RawEvent;
  lines: readonly string[];
}

/** UTF-16 units of all that is remembered. */
const MOST = 16 * 1_048_576;
/** Polling sees no longer gap within a stack trace either. */
const LONGEST_GAP = 10 * SECOND;

/**
 * Joins the stack traces in what is pushed, a joiner for each request. A trace that was cut in two deliveries goes on from the first of them: its
 * event comes again with more lines, as polling would have read it. Only for streams whose lines have ids of their own: then a delivery that is
 * repeated adds nothing.
 */
export function createPushedLines(hasOwnIds: (event: RawEvent) => boolean): () => Joiner {
  const lastByStream = new LRUCache<string, Last>({
    maxSize: MOST,
    sizeCalculation: ({ event, lines }) => event.text.length + 100 * (lines.length + 1),
  });
  return () => joinerOver(lastByStream, hasOwnIds);
}

function joinerOver(lastByStream: LRUCache<string, Last>, hasOwnIds: (event: RawEvent) => boolean): Joiner {
  const joiner = createJoiner();
  const before = new Map<string, Last | undefined>();
  const lines = new Map<string, string[]>();
  const linesOf = (stream: string) => {
    const own = lines.get(stream) ?? [];
    lines.set(stream, own);
    return own;
  };

  function arriving(event: RawEvent): RawEvent[] {
    if (!hasOwnIds(event)) return [event];
    const stream = streamOf(event);
    const isFirst = !before.has(stream);
    if (isFirst) before.set(stream, near(lastByStream.get(stream), event));
    const last = before.get(stream);
    const isAgain = last?.lines.includes(event.id) ?? false;
    if (!isAgain) linesOf(stream).push(event.id);
    return [...(isFirst && last ? [last.event] : []), ...(isAgain ? [] : [event])];
  }

  function remember(event: RawEvent): void {
    if (!hasOwnIds(event)) return;
    const stream = streamOf(event);
    const last = before.get(stream);
    const own = linesOf(stream);
    const whole = last?.event.id === event.id ? [...last.lines, ...own] : own.slice(own.indexOf(event.id));
    lastByStream.set(stream, { event, lines: whole });
  }

  return {
    push: (events) => joiner.push(events.flatMap(arriving)),
    flush() {
      const held = joiner.flush();
      for (const event of held) remember(event);
      return held;
    },
  };
}

function near(last: Last | undefined, { at }: RawEvent): Last | undefined {
  return last && Math.abs(at - last.event.at) <= LONGEST_GAP ? last : undefined;
}

function streamOf({ origin: { account, region, group, stream } }: RawEvent): string {
  return [account, region, group, stream].join('\n');
}
