import type { Level, LogEvent, RawEvent, Told } from '../core/event.ts';
import { routeOf } from '../core/route.ts';
import { serviceName } from '../core/service-name.ts';
import { codeInMessage, codeOfRequest, codeOfTrace } from './errors/explicit.ts';
import { type Trace, traceIn } from './errors/trace.ts';
import { levelOfMessage } from './level/level-of-text.ts';
import { FIELD, STACK_TRACE } from './limits.ts';
import type { CodeBook } from './normalizer.ts';
import type { Fields, Parsed } from './parse/format.ts';
import { parse } from './parse/index.ts';
import { redacted } from './redact/parsed.ts';
import type { Redactor } from './redact/redact.ts';
import { cleaned, clipped, storable } from './text.ts';
import { differingTime } from './time.ts';

/** One raw event as it is stored: parsed, redacted, leveled, coded. Never throws; what is not understood is in `message` as it came. */
export function eventOf(raw: RawEvent, codes: CodeBook, redactor: Redactor): LogEvent {
  const text = cleaned(raw.text);
  const read = withTold(understood(text), raw.told);
  const isWholeLine = read.message === text;
  const parsed = redacted(read, raw.told ? `${text}\n${JSON.stringify(raw.told)}` : text, redactor);
  const trace = traceIn(parsed.fields?.['error.stack_trace'] ?? parsed.message);
  const fields = { ...fieldsOfTrace(trace), ...parsed.fields };
  const path = fields['url.path'];
  if (path && !fields['http.route']) fields['http.route'] = routeOf(path);
  const service = serviceName(fields['service.name'] ?? '') ?? serviceName(raw.origin.service) ?? 'unknown';
  const level = levelOfMessage(parsed, trace !== undefined);
  const explicit = codeOf(parsed, fields, trace, level, isWholeLine);
  return {
    ...storableFields(fields),
    ...fieldsOfOrigin(raw),
    'event.id': raw.id,
    revision: raw.lines,
    '@timestamp': raw.at,
    'event.dataset': raw.origin.dataset,
    'event.code': codes.code(service, parsed.message, explicit).code,
    'log.level': level,
    'service.name': service,
    message: isWholeLine ? parsed.message : cleaned(parsed.message),
    ...labelsOf(parsed, raw),
  };
}

function withTold<P extends Parsed>(read: P, told: Told | undefined): P {
  if (!told) return read;
  const { level, code, fields, labels } = told;
  return {
    ...read,
    ...(level && { level }),
    ...(code && { code }),
    ...(fields && { fields: { ...read.fields, ...fields } }),
    ...(labels && { labels: { ...read.labels, ...labels } }),
  };
}

function codeOf(
  parsed: Parsed,
  fields: Fields,
  trace: Trace | undefined,
  level: Level,
  isWholeLine: boolean,
): string | undefined {
  if (parsed.code) return parsed.code;
  if (isWholeLine && fields['http.response.status_code']) return codeOfRequest(fields);
  if (level !== 'error' && level !== 'fatal' && level !== 'warn') return undefined;
  return codeInMessage(parsed.message ?? '') ?? (trace && codeOfTrace(trace));
}

function fieldsOfTrace(trace: Trace | undefined): Fields {
  if (!trace) return {};
  return {
    'error.stack_trace': trace.text,
    ...(trace.type && { 'error.type': trace.type }),
    ...(trace.message && { 'error.message': trace.message }),
  };
}

function fieldsOfOrigin({ origin, ingestedAt }: RawEvent): Fields & Pick<LogEvent, 'event.ingested'> {
  const { dataset, group, stream, region, account, fields } = origin;
  const isCloudWatch = dataset === 'aws.cloudwatch_logs';
  return {
    ...(fields && storableFields(fields)),
    ...(ingestedAt !== undefined && { 'event.ingested': ingestedAt }),
    ...(region && { 'cloud.region': region }),
    ...(account && { 'cloud.account.id': account }),
    ...(isCloudWatch && { 'aws.cloudwatch.log_group': group, 'aws.cloudwatch.log_stream': stream }),
  };
}

/** A message that is empty says nothing: then it is the whole text, as where the format found none. */
function understood(text: string): Parsed & { message: string } {
  const parsed = parse(text);
  return { ...parsed, message: parsed.message?.trim() ? parsed.message : text };
}

function storableFields<T extends object>(fields: T): T {
  if (!Object.values(fields).some(isToMend)) return fields;
  const mended = Object.entries(fields).map(([name, value]) => {
    const most = name === 'error.stack_trace' ? STACK_TRACE : FIELD;
    return [storable(name), typeof value === 'string' ? clipped(storable(value), most) : value] as const;
  });
  return Object.fromEntries(mended) as T;
}

function isToMend(value: unknown): boolean {
  return typeof value === 'string' && (value.length > FIELD || value.includes('\0') || !value.isWellFormed());
}

function labelsOf({ labels, time }: Parsed, { at }: RawEvent): Pick<LogEvent, 'labels'> {
  const own = time === undefined ? undefined : differingTime(time, at);
  const all = own === undefined ? (labels ?? {}) : { ...labels, 'log.time': own };
  return Object.keys(all).length > 0 ? { labels: storableFields(all) } : {};
}
