import { z } from 'zod';
import { type EventFields, LEVELS, type Level, type RawEvent } from '../../core/event.ts';
import { serviceName } from '../../core/service-name.ts';
import type { Document } from '../elastic/documents.ts';
import { AT, atOf, numberOf, textOf } from './fields.ts';
import { stackTrace } from './stack-trace.ts';

const DATASET = 'apm.error';

/** Told as they are: field of APM, and what it is here. */
const SAME = [
  'trace.id',
  'span.id',
  'url.path',
  'http.request.method',
  'host.name',
  'container.id',
  'container.name',
  'kubernetes.namespace',
  'kubernetes.pod.name',
] as const satisfies (keyof EventFields)[];
/** An error is no request, though it has the status of one: that would count the request twice. */
const LABELS = [
  'transaction.name',
  'transaction.type',
  'transaction.id',
  'error.culprit',
  'error.grouping_key',
  'service.environment',
  'service.version',
] as const;
const STATUS = 'http.response.status_code';

export const ERROR_FIELDS = [AT, 'event.ingested', 'service.name', 'message', STATUS, ...SAME, ...LABELS];
const FRAME = ['function', 'classname', 'module', 'filename', 'abs_path', 'line.number', 'line.column'];
export const ERROR_SOURCE = [
  ...['exception', 'log'].flatMap((part) => FRAME.map((name) => `error.${part}.stacktrace.${name}`)),
  ...['type', 'message', 'handled', 'code'].map((name) => `error.exception.${name}`),
  ...['message', 'level', 'logger_name'].map((name) => `error.log.${name}`),
];

const Text = z.string().min(1).optional().catch(undefined);
const Frames = z.array(z.unknown()).catch([]);
const Exception = z.object({
  type: Text,
  message: Text,
  handled: z.boolean().optional().catch(undefined),
  code: z.union([z.string(), z.number()]).optional().catch(undefined),
  stacktrace: Frames.default([]),
});
type Exception = z.infer<typeof Exception>;
const Log = z.object({ message: Text, level: Text, logger_name: Text, stacktrace: Frames.default([]) });
const Source = z.object({
  error: z
    .object({
      exception: z.preprocess(
        (one) => (Array.isArray(one) ? one[0] : one),
        Exception.optional().catch(undefined),
      ),
      log: Log.optional().catch(undefined),
    })
    .default({}),
});

/** An error document as an event; undefined for one without a time or a service. `group` is the item that it was read from. */
export function errorEvent(document: Document, group: string): RawEvent | undefined {
  const at = atOf(document);
  const service = serviceName(textOf(document, 'service.name') ?? '');
  if (at === undefined || !service) return undefined;
  const { exception, log } = Source.parse(document._source).error;
  const thrown = exception && nameOf(exception);
  const text = log?.message ?? thrown ?? textOf(document, 'message') ?? 'an error without a message';
  const ingestedAt = Date.parse(textOf(document, 'event.ingested') ?? '');
  return {
    id: document._id,
    at,
    ...(Number.isFinite(ingestedAt) && { ingestedAt }),
    text: text.toWellFormed(),
    lines: 1,
    origin: { dataset: DATASET, stream: service, group, service },
    told: {
      level: levelOf(log?.level),
      fields: { ...fieldsOf(document), ...fieldsOfError(exception, log, thrown ?? text) },
      labels: labelsOf(document, exception),
    },
  };
}

/** `TypeError: card declined`, as a log has it; a browser's message often begins so already. */
function nameOf({ type, message }: Exception): string | undefined {
  if (!type || !message) return message ?? type;
  return message.includes(`${type}:`) ? message : `${type}: ${message}`;
}

/** Who logs an error by hand says how bad it is. Whether it was handled does not tell: agents call all that is reported by hand so. */
function levelOf(said: string | undefined): Level {
  const level = said?.toLowerCase().replace('warning', 'warn').replace('critical', 'fatal');
  return LEVELS.find((one) => one === level) ?? 'error';
}

function fieldsOf(document: Document): EventFields {
  return Object.fromEntries(
    SAME.flatMap((name) => {
      const value = textOf(document, name);
      return value ? [[name, value]] : [];
    }),
  );
}

function fieldsOfError(
  exception: Exception | undefined,
  log: z.infer<typeof Log> | undefined,
  head: string,
): EventFields {
  const frames = exception?.stacktrace.length ? exception.stacktrace : (log?.stacktrace ?? []);
  const trace = stackTrace(head, frames);
  return {
    ...(exception?.type && { 'error.type': exception.type }),
    ...(exception?.message && { 'error.message': exception.message }),
    ...(log?.logger_name && { 'log.logger': log.logger_name }),
    ...(trace && { 'error.stack_trace': trace }),
  };
}

function labelsOf(document: Document, exception: Exception | undefined): Record<string, string> {
  const all: [string, string | number | boolean | undefined][] = [
    ...LABELS.map((name) => [name, textOf(document, name)] as [string, string | undefined]),
    [STATUS, numberOf(document, STATUS)],
    ['error.handled', exception?.handled],
    ['error.code', exception?.code],
  ];
  return Object.fromEntries(
    all.flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  );
}
