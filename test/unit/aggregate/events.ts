import type { LogEvent } from '../../../src/core/event.ts';
import type { Instant } from '../../../src/core/time.ts';

let count = 0;

/** One event of `api` at a moment, an error of one kind if nothing else is said. */
export function event(at: Instant, more: Partial<LogEvent> = {}): LogEvent {
  return {
    'event.id': `event-${++count}`,
    revision: 1,
    '@timestamp': at,
    'event.dataset': 'test',
    'event.code': 'API-0001',
    'log.level': 'error',
    'service.name': 'api',
    message: 'payment failed',
    ...more,
  };
}

/** One request of `api`, answered after `ms` milliseconds. */
export function request(at: Instant, status: number, route: string, ms?: number): LogEvent {
  return event(at, {
    'log.level': 'info',
    'http.response.status_code': status,
    'http.route': route,
    ...(ms !== undefined && { 'event.duration': ms * 1e6 }),
  });
}
