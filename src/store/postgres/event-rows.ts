import type { Selectable } from 'kysely';
import type { EventField, LogEvent } from '../../core/event.ts';
import { cleanJson, cleanText } from '../clean.ts';
import { durationBin } from '../derived.ts';
import { dayOf } from './partitions.ts';
import type { EventTable } from './tables.ts';

/** The fields that are columns; all others are in `rest`. */
export const HOT = {
  'service.name': 'service',
  'log.level': 'level',
  'event.code': 'code',
  'event.dataset': 'dataset',
  'host.name': 'host',
  'http.route': 'route',
  'http.response.status_code': 'status',
} as const satisfies Partial<Record<EventField, keyof EventTable>>;

export type HotField = keyof typeof HOT;
const HOT_FIELDS = Object.keys(HOT) as HotField[];

export const COLUMNS = [
  'day', 'id', 'at', 'revision', ...Object.values(HOT), 'duration_bin', 'message', 'rest',
] as const; // biome-ignore format: a list to read

/** An index entry of PostgreSQL holds 2,704 bytes, so a column that is indexed holds this many characters; `rest` then has the whole value. */
const LONGEST = 200;

export function hotValue(value: string | number): string {
  return cleanText(String(value).slice(0, LONGEST));
}

/** In the order of `COLUMNS`. */
export function rowOf(event: LogEvent): (string | number | null)[] {
  const at = event['@timestamp'];
  return [
    dayOf(at),
    cleanText(event['event.id']),
    at,
    event.revision,
    ...HOT_FIELDS.map((field) => hotValue(event[field] ?? '')),
    durationBin(event) ?? null,
    cleanText(event.message),
    cleanJson(Object.fromEntries(Object.entries(event).filter(isRest))),
  ];
}

/** A number stays in `rest`, since its column holds it as text. */
function isRest([field, value]: [string, unknown]): boolean {
  if (IN_COLUMNS.has(field)) return false;
  return !(field in HOT) || typeof value === 'number' || String(value).length > LONGEST;
}

const IN_COLUMNS = new Set(['event.id', '@timestamp', 'revision', 'message']);

export function eventOf(row: Selectable<EventTable>): LogEvent {
  const hot = HOT_FIELDS.filter((field) => row[HOT[field]] !== '').map((field) => [field, row[HOT[field]]]);
  return {
    'event.id': row.id,
    '@timestamp': row.at,
    revision: row.revision,
    message: row.message,
    ...Object.fromEntries(hot),
    ...row.rest,
  };
}
