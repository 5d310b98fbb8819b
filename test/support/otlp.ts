import { context, ROOT_CONTEXT, type Span, SpanKind, type TimeInput, trace } from '@opentelemetry/api';
import { OTLPLogExporter as JsonLogs } from '@opentelemetry/exporter-logs-otlp-http';
import { OTLPLogExporter as ProtobufLogs } from '@opentelemetry/exporter-logs-otlp-proto';
import { OTLPMetricExporter as JsonMetrics } from '@opentelemetry/exporter-metrics-otlp-http';
import { OTLPMetricExporter as ProtobufMetrics } from '@opentelemetry/exporter-metrics-otlp-proto';
import { OTLPTraceExporter as JsonTraces } from '@opentelemetry/exporter-trace-otlp-http';
import { OTLPTraceExporter as ProtobufTraces } from '@opentelemetry/exporter-trace-otlp-proto';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchLogRecordProcessor, LoggerProvider } from '@opentelemetry/sdk-logs';
import { MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { onTestFinished } from 'vitest';
import { TOKEN } from './intake.ts';

export type Encoding = 'protobuf' | 'json';
type Compression = NonNullable<NonNullable<ConstructorParameters<typeof JsonLogs>[0]>['compression']>;

const EXPORTERS = {
  protobuf: { Logs: ProtobufLogs, Metrics: ProtobufMetrics, Traces: ProtobufTraces },
  json: { Logs: JsonLogs, Metrics: JsonMetrics, Traces: JsonTraces },
};
const SIZES = { maxQueueSize: 100_000, maxExportBatchSize: 512, scheduledDelayMillis: 600_000 };

/** The SDK and the exporters of OpenTelemetry, as a program uses them. */
export function program(
  url: string,
  {
    encoding = 'protobuf',
    compression = 'gzip',
    attributes = {},
  }: {
    encoding?: Encoding;
    compression?: 'gzip' | 'none';
    attributes?: Record<string, string>;
  } = {},
) {
  const { Logs, Metrics, Traces } = EXPORTERS[encoding];
  const to = (path: string) => ({
    url: `${url}${path}`,
    headers: { Authorization: `Bearer ${TOKEN}` },
    compression: compression as Compression,
  });
  const resource = resourceFromAttributes({
    'service.name': 'checkout',
    'host.name': 'ip-10-0-0-9',
    ...attributes,
  });
  const logs = new LoggerProvider({
    resource,
    processors: [new BatchLogRecordProcessor({ exporter: new Logs(to('/v1/logs')), ...SIZES })],
  });
  const traces = new TracerProvider({
    resource,
    spanProcessors: [new BatchSpanProcessor({ exporter: new Traces(to('/v1/traces')), ...SIZES })],
  });
  const reader = new PeriodicExportingMetricReader({
    exporter: new Metrics(to('/v1/metrics')),
    exportIntervalMillis: 600_000,
  });
  const metrics = new MeterProvider({ resource, readers: [reader] });
  onTestFinished(async () => {
    await Promise.allSettled([logs.shutdown(), traces.shutdown(), metrics.shutdown()]);
  });
  return {
    logger: logs.getLogger('checkout.payments'),
    meter: metrics.getMeter('checkout'),
    tracer: traces.getTracer('checkout'),
    flush: () => Promise.all([logs.forceFlush(), traces.forceFlush(), reader.forceFlush()]),
    span: (name: string, options: SpanOptions = {}): Span => {
      const {
        kind = SpanKind.INTERNAL,
        startTime = Date.now() - 1_000,
        ms = 20,
        attributes: own = {},
      } = options;
      const span = traces
        .getTracer('checkout')
        .startSpan(name, { kind, startTime, attributes: own }, ROOT_CONTEXT);
      options.before?.(span);
      span.end(new Date(Number(startTime) + ms));
      return span;
    },
    within: <T>(span: Span, work: () => T): T => context.with(trace.setSpan(ROOT_CONTEXT, span), work),
  };
}

export interface SpanOptions {
  kind?: SpanKind;
  startTime?: TimeInput;
  ms?: number;
  attributes?: Record<string, string | number>;
  before?: (span: Span) => void;
}
