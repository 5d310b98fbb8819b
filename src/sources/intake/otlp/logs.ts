import { type EventFields, LEVELS, type Level, type RawEvent } from '../../../core/event.ts';
import type { IntakeHead } from '../../../core/intake.ts';
import type { Instant } from '../../../core/time.ts';
import { idOf, isPlausible } from '../identity.ts';
import { fieldsIn, fieldsOfResource, labelsIn, labelsOfResource } from './about.ts';
import type { Found, Signal } from './read.ts';
import { LogRecord } from './shapes.ts';
import { instantOf, type Texts, textOf, textsOf } from './values.ts';
import { message } from './wire.ts';

export const LOGS: Signal<LogRecord> = {
  groups: 'resourceLogs',
  scopes: 'scopeLogs',
  records: 'logRecords',
  message: message('LogRecord'),
  record: LogRecord,
  weigh: () => 1,
};

const DATASET = 'otel.logs';
/** `SeverityNumber` 1 to 24, by fours. */
const SEVERITIES: readonly Level[] = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'];

/** `count` tells equal records of one request apart; a request that is sent again gives the same ids again. */
export function eventOfLog(
  record: LogRecord,
  found: Found,
  { sender, receivedAt }: IntakeHead,
  count: (thing: string) => number,
): RawEvent {
  const attributes = textsOf(record.attributes);
  const text = textOf(record.body) || withoutBody(attributes, record);
  const identical = JSON.stringify([
    sender,
    found.resource,
    found.scope,
    ...partsOf(record),
    text,
    attributes,
  ]);
  const observed = instantOf(record.observedTimeUnixNano);
  const at = instantOf(record.timeUnixNano) ?? observed ?? receivedAt;
  const isOff = !isPlausible(at, receivedAt);
  const service = found.resource['service.name'] ?? sender;
  return {
    id: idOf(DATASET, identical, String(count(identical))),
    at: isOff ? receivedAt : at,
    ...(observed !== undefined && isPlausible(observed, receivedAt) && { ingestedAt: observed }),
    text,
    lines: 1,
    origin: { dataset: DATASET, stream: service, group: sender, service: sender },
    told: {
      ...levelOf(record),
      fields: fieldsOf(record, found, attributes),
      labels: {
        ...labelsOfResource(found.resource),
        ...labelsIn(attributes),
        ...(record.eventName && { 'event.name': record.eventName }),
        ...(isOff && { 'log.time': timeOf(at) }),
      },
    },
  };
}

function partsOf({ timeUnixNano, observedTimeUnixNano, traceId, spanId }: LogRecord): string[] {
  return [String(timeUnixNano), String(observedTimeUnixNano), traceId, spanId];
}

function fieldsOf(
  { traceId, spanId }: LogRecord,
  { resource, scope }: Found,
  attributes: Texts,
): EventFields {
  return {
    ...fieldsOfResource(resource),
    ...fieldsIn(attributes),
    ...(scope && { 'log.logger': scope }),
    ...(traceId && { 'trace.id': traceId }),
    ...(spanId && { 'span.id': spanId }),
  };
}

/** Where nanoseconds say a year that no calendar has, as they are. */
function timeOf(at: Instant): string {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? String(at) : date.toISOString();
}

/** An exception, or an event that is all name and attributes. */
function withoutBody(attributes: Texts, { eventName }: LogRecord): string {
  const { 'exception.type': type, 'exception.message': said } = attributes;
  const exception = [type, said].filter(Boolean).join(': ');
  return exception || eventName || JSON.stringify(attributes);
}

/** Where the sender gives no number, its word for it; else the text itself may say. */
function levelOf({ severityNumber, severityText }: LogRecord): { level?: Level } {
  const word = severityText.toLowerCase();
  const level = SEVERITIES[Math.floor((severityNumber - 1) / 4)] ?? LEVELS.find((name) => name === word);
  return level ? { level } : {};
}
