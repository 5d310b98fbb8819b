import type { EventFields, Level, RawEvent, Told } from '../../../core/event.ts';
import type { IntakeHead } from '../../../core/intake.ts';
import { idOf, isPlausible } from '../identity.ts';
import { fieldsIn, fieldsOfResource, labelsOfResource } from './about.ts';
import { type Action, actionOf } from './actions.ts';
import type { Found, Signal } from './read.ts';
import { Span, type SpanEvent } from './shapes.ts';
import { instantOf, textsOf } from './values.ts';
import { message } from './wire.ts';

export const SPANS: Signal<Span> = {
  groups: 'resourceSpans',
  scopes: 'scopeSpans',
  records: 'spans',
  message: message('Span'),
  record: Span,
  weigh: () => 1,
};

const DATASET = 'otel.traces';

/**
 * What sysmon keeps of a span: the request, page load or click that it measures, and the exceptions in it. Most spans are neither. Throws where
 * its times can't be: a measurement belongs to the minute it was made in, or nowhere.
 */
export function eventsOfSpan(span: Span, found: Found, head: IntakeHead): RawEvent[] {
  const at = instantOf(span.startTimeUnixNano);
  if (at === undefined || !isPlausible(at, head.receivedAt))
    throw new RangeError('a span that starts more than 14 days ago or two hours ahead');
  const action = actionOf(span);
  const exceptions = span.events.filter(({ name }) => name === 'exception');
  return [
    ...(action ? [measured(action, at, span, found, head)] : []),
    ...exceptions.map((event, index) => exception(event, index, at, span, found, head)),
  ];
}

function measured(action: Action, at: number, span: Span, found: Found, head: IntakeHead): RawEvent {
  const duration = Math.max(0, Number(span.endTimeUnixNano - span.startTimeUnixNano));
  const { text, level, code, fields } = action;
  return eventOf(at, text, ['action'], span, found, head, {
    level,
    ...(code && { code }),
    fields: {
      ...fields,
      // A click is over at once; how long its handlers took is not how long it was.
      ...(fields['event.action'] !== 'click' && { 'event.duration': duration }),
    },
  });
}

function exception(
  event: SpanEvent,
  index: number,
  startedAt: number,
  span: Span,
  found: Found,
  head: IntakeHead,
): RawEvent {
  const texts = textsOf(event.attributes);
  const at = instantOf(event.timeUnixNano);
  const text = [texts['exception.type'], texts['exception.message']].filter(Boolean).join(': ');
  const own = at !== undefined && isPlausible(at, head.receivedAt) ? at : startedAt;
  return eventOf(own, text || 'exception', ['exception', String(index)], span, found, head, {
    level: 'error',
    fields: fieldsIn(texts),
  });
}

function eventOf(
  at: number,
  text: string,
  part: string[],
  { traceId, spanId }: Span,
  { resource }: Found,
  { sender }: IntakeHead,
  { fields, ...told }: Told & { level: Level; fields: EventFields },
): RawEvent {
  const service = resource['service.name'] ?? sender;
  return {
    id: idOf(DATASET, traceId, spanId, ...part),
    at,
    text,
    lines: 1,
    origin: { dataset: DATASET, stream: service, group: sender, service: sender },
    told: {
      ...told,
      fields: { ...fieldsOfResource(resource), ...fields, 'trace.id': traceId, 'span.id': spanId },
      labels: labelsOfResource(resource),
    },
  };
}
