import type { LogEvent, RawEvent } from '../../../src/core/event.ts';
import { createCodeBook, createNormalizer, type NormalizerOptions } from '../../../src/normalize/index.ts';

export const AT = Date.UTC(2024, 0, 1, 10);

/** One line as a source reads it. */
export function raw(text: string, more: Partial<RawEvent> = {}): RawEvent {
  const origin = { dataset: 'aws.cloudwatch_logs', stream: 'one', group: '/app/shop', service: 'shop' };
  return { id: 'e-1', at: AT, text, lines: 1, origin, ...more };
}

/** Lines of one stream, a millisecond apart. */
export function stream(text: string): RawEvent[] {
  return text.split('\n').map((line, index) => raw(line, { id: `line ${index}`, at: AT + index }));
}

export function normalize(text: string, options: Partial<NormalizerOptions> = {}): LogEvent {
  const [event, ...others] = createNormalizer({ codes: createCodeBook(), ...options }).normalize([raw(text)]);
  if (!event || others.length > 0) throw new Error('one line must be one event');
  return event;
}
