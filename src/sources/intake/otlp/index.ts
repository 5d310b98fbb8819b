import type { IntakeHead, IntakePiece, IntakeProtocol, IntakeRequest } from '../../../core/intake.ts';
import { createSequence } from '../identity.ts';
import { inSlices } from '../slices.ts';
import { eventOfLog, LOGS } from './logs.ts';
import { createCounters } from './metrics/counters.ts';
import { METRICS_SIGNAL, pointsOfMetric } from './metrics/points.ts';
import { decode, type Found, recordsOf, type Signal } from './read.ts';
import { accepted, refused } from './replies.ts';
import { eventsOfSpan, SPANS } from './spans.ts';

/** What one decoded record becomes. */
type Take<R> = (record: R, found: Found, head: IntakeHead) => Partial<IntakePiece>;

/** OTLP over HTTP, in protobuf and JSON. */
export function otlp(): IntakeProtocol[] {
  const counters = createCounters();
  return [
    protocol('/v1/logs', LOGS, 'rejectedLogRecords', () => {
      const count = createSequence();
      return (record, found, head) => ({ events: [eventOfLog(record, found, head, count)] });
    }),
    protocol('/v1/traces', SPANS, 'rejectedSpans', () => (span, found, head) => {
      const events = eventsOfSpan(span, found, head);
      return { events, ignored: events.length === 0 ? 1 : 0 };
    }),
    protocol('/v1/metrics', METRICS_SIGNAL, 'rejectedDataPoints', () => (metric, found, { receivedAt }) => {
      const measured = pointsOfMetric(metric, found, receivedAt, counters);
      return { ...measured, ...(measured.refused > 0 && { fault: 'a data point of another time than now' }) };
    }),
  ];
}

function protocol<R>(
  path: string,
  signal: Signal<R>,
  rejectedName: string,
  open: () => Take<R>,
): IntakeProtocol {
  return {
    path,
    read: (request) => read(request, signal, open()),
    accepted: (head, outcome) => accepted(rejectedName, head, outcome),
    refused,
  };
}

async function* read<R>(
  request: IntakeRequest,
  signal: Signal<R>,
  take: Take<R>,
): AsyncGenerator<IntakePiece> {
  for await (const slice of inSlices(await recordsOf(request, signal), ({ raw }) => signal.weigh(raw)))
    yield together(slice.map((found) => taken(found, signal, take, request)));
}

/** A record that can't be understood is refused alone. */
function taken<R>(found: Found, signal: Signal<R>, take: Take<R>, head: IntakeHead): Partial<IntakePiece> {
  try {
    return take(decode(found, signal), found, head);
  } catch (error) {
    return {
      refused: 1,
      fault: error instanceof RangeError ? error.message : `no valid record of ${signal.records}`,
    };
  }
}

function together(parts: readonly Partial<IntakePiece>[]): IntakePiece {
  const fault = parts.find((part) => part.fault)?.fault;
  return {
    events: parts.flatMap(({ events = [] }) => events),
    points: parts.flatMap(({ points = [] }) => points),
    refused: parts.reduce((sum, part) => sum + (part.refused ?? 0), 0),
    ignored: parts.reduce((sum, part) => sum + (part.ignored ?? 0), 0),
    ...(fault && { fault }),
  };
}
