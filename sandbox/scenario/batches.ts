import { DAY, type Instant } from '../../src/core/time.ts';
import type { Line } from './service.ts';

/** PutLogEvents takes at most 10,000 events, 1 MiB with 26 bytes for each event, and one day from first to last (AWS API reference). */
const LIMIT = { events: 10_000, bytes: 1_048_576, span: DAY, overhead: 26 };

/** Lines in the order of time, cut into pieces that one PutLogEvents takes. */
export function* batches(lines: Iterable<Line>): Generator<Line[]> {
  let batch: Line[] = [];
  let bytes = 0;
  let from: Instant = 0;
  for (const line of lines) {
    const size = Buffer.byteLength(line.text) + LIMIT.overhead;
    const full = batch.length === LIMIT.events || bytes + size > LIMIT.bytes || line.at - from >= LIMIT.span;
    if (batch.length > 0 && full) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    if (batch.length === 0) from = line.at;
    batch.push(line);
    bytes += size;
  }
  if (batch.length > 0) yield batch;
}
