import type { Instant } from '../../src/core/time.ts';

/** One thing that somebody measured, to be told as a span. */
export interface Measured {
  service: string;
  /** OpenTelemetry's number for it. */
  kind: number;
  name: string;
  at: Instant;
  ms: number;
  traceId: string;
  spanId: string;
  isBad?: boolean;
  attributes: Record<string, string | number>;
}

export const CLIENT_SIDE = { service: 'web', kind: 1 };
export const SERVER_SIDE = { service: 'api', kind: 2 };

/** A request of OTLP in JSON, a resource for each service. */
export function traceRequest(measured: readonly Measured[]): string {
  const byService = Map.groupBy(measured, ({ service }) => service);
  const resourceSpans = [...byService].map(([service, own]) => ({
    resource: { attributes: attributesOf({ 'service.name': service }) },
    scopeSpans: [{ scope: { name: 'sandbox' }, spans: own.map(spanOf) }],
  }));
  return JSON.stringify({ resourceSpans });
}

function spanOf({ kind, name, at, ms, traceId, spanId, isBad = false, attributes }: Measured) {
  return {
    ...{ traceId, spanId, name, kind },
    startTimeUnixNano: nanoseconds(at),
    endTimeUnixNano: nanoseconds(at + ms),
    attributes: attributesOf(attributes),
    status: isBad ? { code: 2 } : {},
  };
}

function attributesOf(values: Record<string, string | number>) {
  return Object.entries(values).map(([key, value]) => ({
    key,
    value: typeof value === 'number' ? { intValue: value } : { stringValue: value },
  }));
}

function nanoseconds(at: Instant): string {
  return `${Math.round(at)}000000`;
}
