import type { RawEvent } from '../../../core/event.ts';
import type { IntakeHead } from '../../../core/intake.ts';
import type { Instant } from '../../../core/time.ts';
import { idOf, isPlausible } from '../identity.ts';

/** Whose lines they are. */
export interface LineOrigin {
  dataset: string;
  /** The service where a line names none. */
  service: string;
  /** What a repeated request has in common with the first: lines without a time are told apart by it and their place. */
  key: string | undefined;
}

/**
 * A line as it came. With a time in it, its id is made of sender, service, time and text, so sending it again changes nothing; `event.id` goes before
 * all of that. Without either, only a request with a key can be repeated.
 */
export function eventOfLine(
  text: string,
  place: number,
  { dataset, service, key }: LineOrigin,
  { sender, receivedAt }: IntakeHead,
  count: (thing: string) => number,
): RawEvent {
  const { id, at } = ownOf(text);
  const isOwn = at !== undefined && isPlausible(at, receivedAt);
  const identity = () => {
    if (id) return [id];
    const parts = [service, text];
    if (at !== undefined) return [...parts, String(at), String(count(`${at} ${text}`))];
    return [...parts, ...(key ? [key] : [String(receivedAt)]), String(place)];
  };
  return {
    id: idOf(dataset, sender, ...identity()),
    at: isOwn ? at : receivedAt,
    text,
    lines: 1,
    origin: { dataset, stream: service, group: sender, service },
  };
}

const TIMES = ['@timestamp', 'timestamp', 'time', 'ts'];

/** What a JSON line says of itself; nothing for any other line. */
function ownOf(text: string): { id?: string; at?: Instant } {
  if (!text.startsWith('{')) return {};
  const line = parsed(text);
  const event = line.event as Record<string, unknown> | undefined;
  const id = line['event.id'] ?? event?.id;
  const at = TIMES.map((name) => instantOf(line[name])).find((instant) => instant !== undefined);
  return { ...(typeof id === 'string' && id !== '' && { id }), ...(at !== undefined && { at }) };
}

function parsed(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

/** ISO 8601 with its zone, or since 1970 in seconds, milliseconds, microseconds or nanoseconds, by size. */
function instantOf(time: unknown): Instant | undefined {
  if (typeof time === 'string' && /^\d{4}-\d\d-\d\dT.*(?:Z|[+-]\d\d:?\d\d)$/.test(time))
    return whole(Date.parse(time));
  if (typeof time !== 'number') return undefined;
  if (time < 1e11) return whole(time * 1_000);
  if (time < 1e14) return whole(time);
  return whole(time < 1e17 ? time / 1_000 : time / 1_000_000);
}

function whole(instant: number): Instant | undefined {
  return Number.isFinite(instant) ? Math.floor(instant) : undefined;
}
