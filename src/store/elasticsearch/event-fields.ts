import type { EventField } from '../../core/event.ts';

/** How each field is kept: `keyword` is searched, `seldom` can be searched at more cost, `long` is a whole number. */
export const EVENT_FIELDS = {
  'event.id': 'seldom',
  'event.dataset': 'keyword',
  'event.code': 'keyword',
  'event.duration': 'long',
  'event.action': 'keyword',
  'log.level': 'keyword',
  'log.logger': 'keyword',
  'log.file.path': 'keyword',
  'service.name': 'keyword',
  'host.name': 'keyword',
  'client.ip': 'keyword',
  'user.name': 'keyword',
  'trace.id': 'keyword',
  'span.id': 'keyword',
  'error.type': 'keyword',
  'error.message': 'seldom',
  'error.stack_trace': 'seldom',
  'error.parse': 'seldom',
  'http.request.method': 'keyword',
  'http.response.status_code': 'long',
  'http.route': 'keyword',
  'url.path': 'keyword',
  'cloud.region': 'keyword',
  'cloud.account.id': 'keyword',
  'aws.cloudwatch.log_group': 'keyword',
  'aws.cloudwatch.log_stream': 'keyword',
  'click.target': 'keyword',
  'device.fleet': 'keyword',
  'device.name': 'keyword',
  'device.id': 'keyword',
  'container.id': 'keyword',
  'container.name': 'keyword',
  'kubernetes.namespace': 'keyword',
  'kubernetes.pod.name': 'keyword',
  'kubernetes.node.name': 'keyword',
  'process.pid': 'long',
} as const satisfies Record<EventField, 'keyword' | 'seldom' | 'long'>;

/** Characters of a keyword that are indexed: a term of Lucene holds 32,766 bytes, and a character of UTF-16 takes at most 3 of them. */
export const LONGEST_KEYWORD = 8_191;
