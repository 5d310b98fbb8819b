import { z } from 'zod';
import type { RawEvent } from '../../core/event.ts';
import type { Log } from '../../core/log.ts';
import { type Instant, MINUTE, SECOND } from '../../core/time.ts';
import type { Batch } from '../source.ts';
import type { Connection } from './connection.ts';
import type { LogCursor } from './cursor.ts';
import { deviceFields, hash, lostLines, type Subject } from './event.ts';
import { LINES, logLines } from './queries.ts';
import { LogLine } from './schema.ts';

/** Lines may show up this much after others that balena took in later. */
const OVERLAP = MINUTE;
/** No stack trace takes longer than this to be written. */
const MARGIN = 10 * SECOND;

export interface LogTarget extends Subject {
  serviceName(id: number): string | undefined;
}

/**
 * Reads the log of a device from the cursor to now, and once more what balena took in a minute before it. Ten seconds more in front are context: they
 * only tell to which stack trace a line belongs.
 */
export async function* readLog(
  connection: Connection,
  device: LogTarget,
  cursor: LogCursor,
  now: Instant,
  log: Log,
): AsyncGenerator<Batch> {
  const from = cursor.position - OVERLAP;
  const batch = (events: RawEvent[], contextUntil: Instant, next?: LogCursor): Batch => ({
    events,
    points: [],
    ends: next !== undefined,
    next: next ?? cursor,
    readUpTo: next ? now : cursor.position,
    contextUntil,
    cost: connection.spent(),
  });
  let rows: unknown[];
  try {
    rows = await logLines(connection, device.uuid, from - MARGIN);
  } catch (error) {
    yield batch([], 0);
    throw error;
  }
  const lines = linesOf(rows, device, log);
  const [oldest] = lines;
  const isCut = rows.length >= LINES && oldest !== undefined && oldest.createdAt > cursor.position;
  const events = eventsOf(lines, device);
  const isContext = (_: unknown, index: number) => (lines[index]?.createdAt ?? 0) < from;
  const context = events.filter(isContext);
  const own = events.slice(context.length);
  const lost = isCut ? [lostLines(device, cursor.position, oldest.createdAt)] : [];
  const position = Math.max(cursor.position, lines.at(-1)?.createdAt ?? 0);
  yield batch(context, Number.MAX_SAFE_INTEGER);
  yield batch([...lost, ...own], 0, { position });
}

/** In the order in which balena took them in. */
function linesOf(rows: readonly unknown[], { uuid }: Subject, log: Log): LogLine[] {
  const lines = rows.flatMap((row) => {
    const line = LogLine.safeParse(row);
    if (line.success) return line.data;
    log.warn({ device: uuid, faults: z.prettifyError(line.error) }, 'a log line is left out');
    return [];
  });
  return lines.sort((one, other) => one.createdAt - other.createdAt);
}

/** Equal lines of one moment are told apart by their order. A clock that is ahead of balena's is not believed. */
function eventsOf(lines: readonly LogLine[], device: LogTarget): RawEvent[] {
  const { group, fleet, uuid } = device;
  const seen = new Map<string, number>();
  return lines.map(({ message, timestamp, createdAt, isSystem, isStdErr, serviceId }) => {
    const key = [uuid, timestamp, isSystem, isStdErr, serviceId ?? '', message].join('\n');
    const sequence = seen.get(key) ?? 0;
    seen.set(key, sequence + 1);
    const service = (serviceId && device.serviceName(serviceId)) || fleet;
    const stream = [uuid, isSystem ? 'system' : (serviceId ?? ''), isStdErr ? 'stderr' : 'stdout'].join('/');
    return {
      id: hash(key, sequence),
      at: Math.min(timestamp, createdAt),
      ingestedAt: createdAt,
      text: message.toWellFormed(),
      lines: 1,
      origin: { dataset: 'balena.log', stream, group, service, fields: deviceFields(device) },
    };
  });
}
