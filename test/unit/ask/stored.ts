import { findChanged, markChanged } from '../../../src/aggregate/changed.ts';
import { recomputeMarked } from '../../../src/aggregate/marks.ts';
import type { LogEvent } from '../../../src/core/event.ts';
import type { Clock } from '../../../src/core/time.ts';
import type { Store } from '../../../src/store/store.ts';
import { openMemoryStore } from '../../support/memory-store.ts';
import { NOW } from './world.ts';

export const clock: Clock = { now: () => NOW };

let sequence = 0;

/** An error of api at a moment, or what `more` makes of it. */
export function event(at: number, more: Partial<LogEvent> = {}): LogEvent {
  return {
    'event.id': `e${sequence++}`,
    revision: 1,
    '@timestamp': at,
    'event.dataset': 'test',
    'event.code': 'API-4F2A',
    'log.level': 'error',
    'service.name': 'api',
    message: 'card declined',
    ...more,
  };
}

/** A request as an access log has it. */
export function request(at: number, milliseconds: number, more: Partial<LogEvent> = {}): LogEvent {
  return event(at, {
    'log.level': 'info',
    'event.code': 'API-0001',
    message: 'GET /v1/orders',
    'http.route': '/v1/orders',
    'http.response.status_code': 200,
    'event.duration': milliseconds * 1e6,
    ...more,
  });
}

/** Stores events and marks their minutes, as collecting does; series follow with `aggregate`. */
export async function collect(store: Store, events: readonly LogEvent[]): Promise<void> {
  await store.events.append(events);
  await markChanged(
    store.documents,
    events.map((one) => one['@timestamp']),
  );
}

export async function aggregate(store: Store): Promise<void> {
  await recomputeMarked(store, await findChanged(store.documents, 100_000));
}

export async function storeOf(events: readonly LogEvent[]): Promise<Store> {
  const store = openMemoryStore({ clock });
  await collect(store, events);
  await aggregate(store);
  return store;
}
