import { createHash } from 'node:crypto';
import type { EventField, LogEvent } from '../../core/event.ts';
import { cleanJson, cleanText } from '../clean.ts';
import { durationBin, statusClass } from '../derived.ts';
import { EVENT_FIELDS, LONGEST_KEYWORD } from './event-fields.ts';
import { type MessageParts, messageOf, partsOf } from './message-search.ts';

/** What a document has beside the event: made from it, and taken off again when it is read. */
const OURS = ['event.duration_bin', 'http.response.status_class', 'message_parts', 'part_starts'] as const;

/** Elasticsearch's own limit for `_id`, in bytes. */
const LONGEST_ID = 512;

/** The `_id` of an event: its own id where Elasticsearch takes it, else a hash of it. */
export function documentId(eventId: string): string {
  const id = cleanText(eventId);
  const fits = id !== '' && Buffer.byteLength(id) <= LONGEST_ID;
  return fits ? id : createHash('sha256').update(id).digest('hex');
}

/** The event as JSON text under its ECS names; what can't be indexed as it is stands under `whole` too, as it is. */
export function documentOf(event: LogEvent): string {
  const whole: Record<string, unknown> = {};
  const document: Record<string, unknown> = { ...event };
  for (const [field, value] of Object.entries(event)) {
    const indexed = indexedValue(field, value);
    if (indexed === value) continue;
    document[field] = indexed;
    whole[field] = value;
  }
  const parts = partsOf(cleanText(event.message));
  return cleanJson({
    ...document,
    ...(parts && { ...parts, message: parts.message_parts[0] }),
    'event.duration_bin': durationBin(event),
    'http.response.status_class': statusClass(event),
    whole: Object.keys(whole).length > 0 ? whole : undefined,
  });
}

type Source = LogEvent & Partial<MessageParts> & { whole?: Partial<LogEvent> };

/** The event that `documentOf` made this of. */
export function eventOf(source: unknown): LogEvent {
  const { whole, ...document } = source as Source;
  const { message_parts, part_starts } = document;
  const event: Source = { ...document, ...whole };
  if (message_parts && part_starts) event.message = messageOf({ message_parts, part_starts });
  for (const name of OURS) Reflect.deleteProperty(event, name);
  return event;
}

/** Cut text, whole numbers, no empty text: an empty field and a missing one are the same to whoever asks. Undefined: not indexed at all. */
function indexedValue(field: string, value: unknown): unknown {
  if (field === 'labels') return areIndexable(value) ? value : undefined;
  if (!(field in EVENT_FIELDS)) return value;
  if (EVENT_FIELDS[field as EventField] === 'long') return wholeNumber(value);
  return value === '' ? undefined : indexedText(value);
}

/** The text that a field is compared and counted by. */
export function indexedText(value: unknown): unknown {
  return typeof value === 'string' ? value.slice(0, LONGEST_KEYWORD) : value;
}

function wholeNumber(value: unknown): number | undefined {
  if (typeof value !== 'number' || Number.isNaN(value)) return undefined;
  return Math.max(Number.MIN_SAFE_INTEGER, Math.min(Number.MAX_SAFE_INTEGER, Math.trunc(value)));
}

/** Longest name of a label that is indexed: with its value it is one term. */
const LONGEST_NAME = 1_000;

function areIndexable(labels: unknown): boolean {
  return Object.keys(labels ?? {}).every((name) => name !== '' && name.length <= LONGEST_NAME);
}
