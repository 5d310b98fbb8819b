import type { RawEvent } from '../src/core/event.ts';
import { createJoiner, joinLines } from '../src/normalize/index.ts';
import type { Batch } from '../src/sources/source.ts';

/**
 * Joins the stack traces of a reading, over the batches of a stretch. What lies wholly before `contextUntil` was read before, and is left out: the
 * stretch begins there only so that a trace which runs into it is joined to its head. Left out are the margin's lines as they join by themselves:
 * whole events that are in the store, and the rest of a trace whose head lies before the margin.
 */
export function joinedBatches(): (batch: Batch) => RawEvent[] {
  const joiner = createJoiner();
  const contextLines = new Map<string, number>();
  return ({ events, ends, contextUntil }) => {
    const margin = events.filter(({ at }) => at < contextUntil);
    for (const { id, lines } of joinLines(margin)) contextLines.set(id, lines);
    const joined = [...joiner.push(events), ...(ends ? joiner.flush() : [])];
    const own = joined.filter(({ id, lines }) => contextLines.get(id) !== lines);
    if (ends) contextLines.clear();
    return own;
  };
}
