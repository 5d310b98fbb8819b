import type { Instant } from '../../src/core/time.ts';

/** One log event as the server keeps it. Ids in text order are events in the order of FilterLogEvents: timestamp, ingestion, arrival. */
export interface StoredEvent {
  id: string;
  timestamp: Instant;
  ingestionTime: Instant;
  stream: string;
  message: string;
}

const ID_DIGITS = 56;

let arrivals = 0;

/** 56 digits, as AWS has them: timestamp, ingestion time, arrival, chance. */
export function eventId(timestamp: Instant, ingestionTime: Instant, random: () => number): string {
  arrivals += 1;
  const chance = Math.floor(random() * 1e15);
  return (
    firstId(timestamp).slice(0, 13) + digits(ingestionTime, 13) + digits(arrivals, 15) + digits(chance, 15)
  );
}

/** No event at or after `timestamp` has a lower id, and none before it a higher one. */
export function firstId(timestamp: Instant): string {
  return digits(Math.max(0, timestamp), 13).padEnd(ID_DIGITS, '0');
}

function digits(value: number, length: number): string {
  return String(value).padStart(length, '0').slice(-length);
}

/** What AWS counts for one event: its UTF-8 bytes and 26 more. */
export function bytesOf(message: string): number {
  return Buffer.byteLength(message) + 26;
}
