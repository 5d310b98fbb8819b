import { LRUCache } from 'lru-cache';
import type { RawEvent } from '../src/core/event.ts';
import { SECOND } from '../src/core/time.ts';
import { createJoiner } from '../src/normalize/index.ts';

/** Joins the stack traces in what one request brings. */
export interface PushedLines {
  /** The events that are complete now. */
  push(events: readonly RawEvent[]): RawEvent[];
  /** The rest. */
  flush(): RawEvent[];
  /** Once all of it is stored: the next request goes on from here. */
  commit(): void;
}

interface Memory {
  /** By stream, the last event of it. */
  last: LRUCache<string, RawEvent>;
  /** Lines that are in an event of another id. */
  joined: LRUCache<string, true>;
}

/** UTF-16 units of all last events. */
const MOST_TEXT = 16 * 1_048_576;
const MOST_LINES = 50_000;
/** Polling sees no longer gap within a stack trace either. */
const LONGEST_GAP = 10 * SECOND;

/**
 * A trace that was cut in two deliveries goes on from the first of them: its event comes again with more lines, as polling would have read it. Only for
 * streams whose lines have ids of their own: then a delivery that is repeated adds nothing.
 */
export function createPushedLines(hasOwnIds: (event: RawEvent) => boolean): () => PushedLines {
  const memory: Memory = {
    last: new LRUCache({ maxSize: MOST_TEXT, sizeCalculation: ({ text }) => text.length + 1_000 }),
    joined: new LRUCache({ max: MOST_LINES }),
  };
  return () => linesOfRequest(memory, hasOwnIds);
}

function linesOfRequest(memory: Memory, hasOwnIds: (event: RawEvent) => boolean): PushedLines {
  const joiner = createJoiner();
  const before = new Map<string, RawEvent | undefined>();
  const arrived = new Set<string>();
  const heads: RawEvent[] = [];

  function arriving(event: RawEvent): RawEvent[] {
    if (!hasOwnIds(event)) return [event];
    const stream = streamOf(event);
    const isFirst = !before.has(stream);
    if (isFirst) before.set(stream, near(memory.last.get(stream), event));
    const last = before.get(stream);
    const head = isFirst && last ? [last] : [];
    if (memory.joined.has(event.id) || last?.id === event.id) return head;
    arrived.add(event.id);
    return [...head, event];
  }

  function noted(events: RawEvent[]): RawEvent[] {
    heads.push(...events.filter(hasOwnIds));
    return events;
  }

  return {
    push: (events) => noted(joiner.push(events.flatMap(arriving))),
    flush: () => noted(joiner.flush()),
    commit: () => {
      for (const head of heads) {
        arrived.delete(head.id);
        remember(memory, head);
      }
      for (const id of arrived) memory.joined.set(id, true);
    },
  };
}

function remember({ last }: Memory, event: RawEvent): void {
  const stream = streamOf(event);
  if (event.at >= (last.get(stream)?.at ?? 0)) last.set(stream, event);
}

function near(last: RawEvent | undefined, { at }: RawEvent): RawEvent | undefined {
  return last && Math.abs(at - last.at) <= LONGEST_GAP ? last : undefined;
}

function streamOf({ origin: { account, region, group, stream } }: RawEvent): string {
  return [account, region, group, stream].join('\n');
}
