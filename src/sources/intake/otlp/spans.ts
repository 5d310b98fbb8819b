import type { RawEvent, Told } from '../../../core/event.ts';
import type { IntakeHead } from '../../../core/intake.ts';
import type { Instant } from '../../../core/time.ts';
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

/** A span, where it was found and who sent it. */
interface Sent extends Pick<Found, 'resource'>, Pick<IntakeHead, 'sender' | 'receivedAt'> {
  span: Span;
  startedAt: Instant;
}

/**
 * What sysmon keeps of a span: the request, page load or click that it measures, and the exceptions in it. Most spans are neither. Throws where
 * its times can't be: a measurement belongs to the minute it was made in, or nowhere.
 */
export function eventsOfSpan(
  span: Span,
  { resource }: Found,
  { sender, receivedAt }: IntakeHead,
): RawEvent[] {
  const startedAt = instantOf(span.startTimeUnixNano);
  if (startedAt === undefined || !isPlausible(startedAt, receivedAt))
    throw new RangeError('a span that starts more than 14 days ago or two hours ahead');
  const sent = { span, resource, sender, receivedAt, startedAt };
  const action = actionOf(span);
  const exceptions = span.events.filter(({ name }) => name === 'exception');
  return [
    ...(action ? [measured(action, sent)] : []),
    ...exceptions.map((event, index) => exception(event, index, sent)),
  ];
}

function measured({ text, level, code, fields }: Action, sent: Sent): RawEvent {
  const { startTimeUnixNano, endTimeUnixNano } = sent.span;
  const took = Number(endTimeUnixNano - startTimeUnixNano);
  const duration = Math.min(Math.max(0, took), Number.MAX_SAFE_INTEGER);
  // A click is over at once; how long its handlers took is not how long it was.
  const hasDuration = fields['event.action'] !== 'click';
  return eventOf(sent, sent.startedAt, text, ['action'], {
    level,
    ...(code && { code }),
    fields: { ...fields, ...(hasDuration && { 'event.duration': duration }) },
  });
}

function exception({ attributes, timeUnixNano }: SpanEvent, index: number, sent: Sent): RawEvent {
  const texts = textsOf(attributes);
  const at = instantOf(timeUnixNano);
  const text = [texts['exception.type'], texts['exception.message']].filter(Boolean).join(': ');
  const own = at !== undefined && isPlausible(at, sent.receivedAt) ? at : sent.startedAt;
  return eventOf(sent, own, text || 'exception', ['exception', String(index)], {
    level: 'error',
    fields: fieldsIn(texts),
  });
}

/** `part` tells apart what comes of one span. */
function eventOf(
  { span: { traceId, spanId }, resource, sender }: Sent,
  at: Instant,
  text: string,
  part: readonly string[],
  { fields, ...told }: Told,
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
