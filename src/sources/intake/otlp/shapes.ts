import { z } from 'zod';

/** Protobuf's 64-bit numbers are text in JSON; some senders write them as numbers all the same. */
const Int64 = z
  .union([z.string().regex(/^-?\d{1,20}$/), z.number().refine(Number.isInteger)])
  .transform(BigInt);
const Nanoseconds = Int64.default(0n);
/** In OTLP's JSON ids are hex; in protobuf they are bytes. */
const Id = z
  .union([z.string().regex(/^[\da-f]*$/i), z.instanceof(Uint8Array)])
  .transform((id) => (typeof id === 'string' ? id.toLowerCase() : Buffer.from(id).toString('hex')))
  .default('');
/** Numbers that JSON has no number for are words. */
const Double = z.union([z.number(), z.enum(['NaN', 'Infinity', '-Infinity']).transform(Number)]);

/** What is inside of lists and maps is looked at when it is turned into text. */
export const AnyValue = z.object({
  stringValue: z.string().optional(),
  boolValue: z.boolean().optional(),
  intValue: Int64.optional(),
  doubleValue: Double.optional(),
  bytesValue: z.union([z.string(), z.instanceof(Uint8Array)]).optional(),
  arrayValue: z.object({ values: z.array(z.unknown()).default([]) }).optional(),
  kvlistValue: z.object({ values: z.array(z.unknown()).default([]) }).optional(),
});
export type AnyValue = z.infer<typeof AnyValue>;

export const KeyValue = z.object({ key: z.string(), value: AnyValue.optional() });
const Attributes = z.array(KeyValue).default([]);
export type Attributes = z.infer<typeof Attributes>;

export const Resource = z.object({ attributes: Attributes });
export const Scope = z.object({ name: z.string().default('') });

export const LogRecord = z.object({
  timeUnixNano: Nanoseconds,
  observedTimeUnixNano: Nanoseconds,
  severityNumber: z.number().int().default(0),
  severityText: z.string().default(''),
  body: AnyValue.optional(),
  attributes: Attributes,
  traceId: Id,
  spanId: Id,
  eventName: z.string().default(''),
});
export type LogRecord = z.infer<typeof LogRecord>;

const SpanEvent = z.object({
  timeUnixNano: Nanoseconds,
  name: z.string().default(''),
  attributes: Attributes,
});
export type SpanEvent = z.infer<typeof SpanEvent>;

export const Span = z.object({
  traceId: Id.refine((id) => /^(?!0+$).{32}$/.test(id), 'a trace id is 16 bytes, and not all zero'),
  spanId: Id.refine((id) => /^(?!0+$).{16}$/.test(id), 'a span id is 8 bytes, and not all zero'),
  name: z.string().default(''),
  kind: z.number().int().default(0),
  startTimeUnixNano: Nanoseconds,
  endTimeUnixNano: Nanoseconds,
  attributes: Attributes,
  events: z.array(SpanEvent).default([]),
  status: z.object({ code: z.number().int().default(0) }).default({ code: 0 }),
});
export type Span = z.infer<typeof Span>;

const NumberPoint = z.object({
  timeUnixNano: Nanoseconds,
  asDouble: Double.optional(),
  asInt: Int64.optional(),
  attributes: Attributes,
});
const Points = z.array(NumberPoint).default([]);

export const Metric = z.object({
  name: z.string(),
  unit: z.string().default(''),
  gauge: z.object({ dataPoints: Points }).optional(),
  sum: z.object({ dataPoints: Points, aggregationTemporality: z.number().int().default(0) }).optional(),
});
export type Metric = z.infer<typeof Metric>;
