import { LEVELS, type Level, type RawEvent } from '../../../core/event.ts';
import type { IntakeHead } from '../../../core/intake.ts';
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
  { resource, scope }: Found,
  head: IntakeHead,
  count: (thing: string) => number,
): RawEvent {
  const attributes = textsOf(record.attributes);
  const text = textOf(record.body) || withoutBody(attributes, record);
  const observed = instantOf(record.observedTimeUnixNano);
  const told = instantOf(record.timeUnixNano) ?? observed;
  const isOff = told !== undefined && !isPlausible(told, head.receivedAt);
  const { timeUnixNano, observedTimeUnixNano, traceId, spanId } = record;
  const identity = [
    head.sender,
    resource,
    scope,
    String(timeUnixNano),
    String(observedTimeUnixNano),
    traceId,
    spanId,
    text,
    attributes,
  ];
  const identical = JSON.stringify(identity);
  const service = resource['service.name'] ?? head.sender;
  return {
    id: idOf(DATASET, identical, String(count(identical))),
    at: told === undefined || isOff ? head.receivedAt : told,
    ...(observed !== undefined && { ingestedAt: observed }),
    text,
    lines: 1,
    origin: { dataset: DATASET, stream: service, group: head.sender, service: head.sender },
    told: {
      ...levelOf(record),
      fields: {
        ...fieldsOfResource(resource),
        ...fieldsIn(attributes),
        ...(scope && { 'log.logger': scope }),
        ...(traceId && { 'trace.id': traceId }),
        ...(spanId && { 'span.id': spanId }),
      },
      labels: {
        ...labelsOfResource(resource),
        ...labelsIn(attributes),
        ...(record.eventName && { 'event.name': record.eventName }),
        ...(isOff && { 'log.time': new Date(told).toISOString() }),
      },
    },
  };
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
