import type { EventField, LogEvent } from '../../../src/core/event.ts';
import { bucketOf, DAY } from '../../../src/core/time.ts';
import { cleanJson, cleanText } from '../../../src/store/clean.ts';
import { durationBin, statusClass } from '../../../src/store/derived.ts';
import type { CountField, EventCount, EventFilter, EventStore } from '../../../src/store/event-store.ts';

export function memoryEvents(): EventStore {
  const events = new Map<string, LogEvent>();
  const matching = (filter: EventFilter) => [...events.values()].filter((event) => matches(event, filter));

  return {
    async append(batch) {
      let changed = 0;
      for (const event of batch) {
        const clean: LogEvent = JSON.parse(cleanJson(event));
        const key = `${bucketOf(clean['@timestamp'], DAY)} ${clean['event.id']}`;
        if (clean.revision <= (events.get(key)?.revision ?? -1)) continue;
        events.set(key, clean);
        changed++;
      }
      return changed;
    },
    async find(filter, limit) {
      const found = matching(filter).sort((a, b) => b['@timestamp'] - a['@timestamp']);
      return structuredClone(found.slice(0, limit));
    },
    async count(filter, by, every) {
      const counts = new Map<string, EventCount>();
      for (const event of matching(filter)) {
        const key = by.map((field) => valueIn(event, field));
        const at = every === undefined ? filter.window.from : bucketOf(event['@timestamp'], every);
        const text = JSON.stringify([at, key]);
        const counted = counts.get(text) ?? { key, at, count: 0 };
        counts.set(text, { ...counted, count: counted.count + 1 });
      }
      return [...counts.values()];
    },
    async span(filter) {
      const times = matching(filter).map((event) => event['@timestamp']);
      if (times.length === 0) return undefined;
      times.sort((a, b) => a - b);
      return { first: times[0] ?? 0, last: times.at(-1) ?? 0, count: times.length };
    },
    async deadLetters() {
      return { count: 0 };
    },
    async drop(before) {
      const day = bucketOf(before, DAY);
      for (const [key, event] of events) if (event['@timestamp'] < day) events.delete(key);
    },
  };
}

function matches(event: LogEvent, { window, where = {}, not = {}, has = [], text }: EventFilter): boolean {
  const at = event['@timestamp'];
  if (at < window.from || at >= window.to) return false;
  if (text !== undefined && !event.message.toLowerCase().includes(cleanText(text).toLowerCase()))
    return false;
  if (has.some((field) => valueIn(event, field) === '')) return false;
  return (
    entries(where).every(([field, values]) => values.includes(valueIn(event, field))) &&
    !entries(not).some(([field, values]) => values.includes(valueIn(event, field)))
  );
}

function entries(where: NonNullable<EventFilter['where']>): [EventField, string[]][] {
  return Object.entries(where).map(([field, values]) => [
    field as EventField,
    values.map((value) => cleanText(String(value))),
  ]);
}

function valueIn(event: LogEvent, field: CountField): string {
  if (field === 'http.response.status_class') return statusClass(event) ?? '';
  if (field === 'event.duration_bin') return String(durationBin(event) ?? '');
  return String(event[field] ?? '');
}
