import type { LogEvent } from '../../src/core/event.ts';
import type { EventFilter, EventStore } from '../../src/store/event-store.ts';

const PAGE = 1_000;

/** All events of a filter, the oldest first, however many: its window is halved until each half fits a page. */
export async function everyEvent(events: EventStore, filter: EventFilter): Promise<LogEvent[]> {
  const found = await events.find(filter, PAGE);
  if (found.length < PAGE) return found.toReversed();
  const { from, to } = filter.window;
  if (to - from < 2) throw new Error(`more than ${PAGE} events in one millisecond`);
  const middle = Math.floor((from + to) / 2);
  const half = (window: EventFilter['window']) => everyEvent(events, { ...filter, window });
  return [...(await half({ from, to: middle })), ...(await half({ from: middle, to }))];
}
