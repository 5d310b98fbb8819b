import type { LogEvent } from '../../src/core/event.ts';

export const NOON = Date.UTC(2026, 10, 24, 12);

/** An error of the service `api` at `NOON`, with whatever matters to the test. */
export function sampleEvent(id: string, fields: Partial<LogEvent> = {}): LogEvent {
  return {
    'event.id': id,
    revision: 1,
    '@timestamp': NOON,
    'event.dataset': 'test',
    'event.code': 'API-1',
    'log.level': 'error',
    'service.name': 'api',
    message: `message ${id}`,
    ...fields,
  };
}

/** An event with a field of every kind. */
export const RICH = sampleEvent('rich', {
  'event.ingested': NOON + 5,
  'http.route': '/v1/orders/:id',
  'url.path': '/v1/orders/7',
  'http.response.status_code': 503,
  'event.duration': 1_500_000,
  'host.name': 'ip-10-0-0-1',
  'process.pid': 42,
  'trace.id': 'abc',
  'error.stack_trace': 'Error: no\n\tat a (b.js:1:2)\r\n\\.',
  labels: { user: 'u-1', empty: '' },
});
