import type { LogEvent } from '../../core/event.ts';
import { bucketOf, type Clock, DAY, type Instant, type Window } from '../../core/time.ts';
import type { EventFilter, EventStore } from '../event-store.ts';
import { type BulkOperation, bulk } from './bulk.ts';
import type { Connection } from './connection.ts';
import { type DeadLetter, layAside, readDeadLetters } from './dead-letters.ts';
import { countEvents } from './event-counts.ts';
import { documentId, documentOf, eventOf } from './event-documents.ts';
import { queryOf } from './event-query.ts';
import { freshness } from './freshness.ts';
import { LAST_DATE } from './index-names.ts';
import { dropBefore } from './retention.ts';
import { ON_NO_INDEX, totalOf } from './search.ts';

const LARGEST_FIND = 1_000;

/** Events in an index per dataset and UTC day, each under its own id with its revision as Elasticsearch's version. */
export function elasticsearchEvents(connection: Connection, clock: Clock): EventStore {
  const { run, names } = connection;
  const fresh = freshness(connection);
  const lookAt = async (window: Window) => {
    const index = names.eventsIn(window);
    await fresh.refresh(index);
    return { index, ...ON_NO_INDEX };
  };

  /** A version that is not higher than the one that is there is a conflict: that is "stored already". */
  async function append(events: readonly LogEvent[]): Promise<number> {
    const operations = highestRevisions(events.filter(hasDate), names);
    const results = await bulk(connection, operations);
    const refused = operations.flatMap(({ index, id, source = '' }, place): DeadLetter[] => {
      const result = results[place];
      return result?.state === 'rejected' ? [{ index, id, reason: result.reason, text: source }] : [];
    });
    const letters = [...refused, ...events.filter((event) => !hasDate(event)).map(withoutDate)];
    if (letters.length > 0) await layAside(connection, letters, clock);
    return results.filter(({ state }) => state === 'written').length;
  }

  async function find(filter: EventFilter, limit: number): Promise<LogEvent[]> {
    const where = await lookAt(filter.window);
    const { hits } = await run((client) =>
      client.search({
        ...where,
        query: queryOf(filter),
        size: Math.min(limit, LARGEST_FIND),
        sort: [{ '@timestamp': 'desc' }],
        track_total_hits: false,
      }),
    );
    return hits.hits.map(({ _source }) => eventOf(_source));
  }

  async function span(filter: EventFilter) {
    const where = await lookAt(filter.window);
    const { hits, aggregations } = await run((client) =>
      client.search<unknown, Record<'first' | 'last', { value: number | null }>>({
        ...where,
        query: queryOf(filter),
        size: 0,
        track_total_hits: true,
        aggregations: { first: { min: { field: '@timestamp' } }, last: { max: { field: '@timestamp' } } },
      }),
    );
    const count = totalOf(hits.total);
    const [first, last] = [aggregations?.first.value, aggregations?.last.value];
    return count > 0 && first != null && last != null ? { first, last, count } : undefined;
  }

  return {
    append,
    find,
    span,
    count: async (filter, by, every) => {
      await lookAt(filter.window);
      return countEvents(connection, filter, by, every);
    },
    drop: async (before: Instant) => {
      await dropBefore(connection, names.eventsPattern, bucketOf(before, DAY));
      await dropBefore(connection, names.deadLettersPattern, before, 31 * DAY);
    },
    deadLetters: async () => {
      await fresh.refresh(names.deadLettersPattern);
      return readDeadLetters(connection);
    },
  };
}

/** One operation an event, the highest of its revisions. */
function highestRevisions(events: readonly LogEvent[], names: Connection['names']): BulkOperation[] {
  const newest = new Map<string, { event: LogEvent; index: string; id: string }>();
  for (const event of events) {
    const index = names.events(event['event.dataset'], event['@timestamp']);
    const id = documentId(event['event.id']);
    const key = `${index} ${id}`;
    if (event.revision > (newest.get(key)?.event.revision ?? -1)) newest.set(key, { event, index, id });
  }
  return [...newest.values()].map(({ event, index, id }) => ({
    action: 'index',
    index,
    id,
    version: event.revision,
    source: documentOf(event),
  }));
}

function hasDate(event: LogEvent): boolean {
  return Math.abs(event['@timestamp']) <= LAST_DATE;
}

/** There is no index for it, whatever its dataset. */
function withoutDate(event: LogEvent): DeadLetter {
  const id = documentId(event['event.id']);
  return { index: event['event.dataset'], id, reason: 'its time is no date', text: JSON.stringify(event) };
}
