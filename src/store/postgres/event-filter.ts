import { type RawBuilder, sql } from 'kysely';
import type { EventField } from '../../core/event.ts';
import type { Window } from '../../core/time.ts';
import { cleanText } from '../clean.ts';
import type { CountField, EventFilter } from '../event-store.ts';
import { HOT, type HotField, hotValue } from './event-rows.ts';
import { dayOf } from './partitions.ts';

type Condition = RawBuilder<boolean>;

/** The text of a field in a row; empty where the event has none. */
export function fieldOf(field: CountField): RawBuilder<string> {
  if (field === 'event.id') return sql`id`;
  if (field === 'event.duration_bin') return sql`coalesce(duration_bin::text, '')`;
  if (field === 'http.response.status_class') {
    return sql`case when status = '' then '' else floor(status::float8 / 100)::text || 'xx' end`;
  }
  return isHot(field) ? sql.ref(HOT[field]) : sql`coalesce(rest ->> ${sql.lit(field)}, '')`;
}

/** The days are named beside the times, so that only their partitions are opened. */
export function conditionOf({ window, where = {}, not = {}, has = [], text }: EventFilter): Condition {
  const { from, to } = clamp(window);
  const conditions: Condition[] = [
    sql`day between ${dayOf(from)} and ${dayOf(to)}`,
    sql`at >= ${from} and at < ${to}`,
    ...entries(where).map(([field, values]) => sql<boolean>`${fieldOf(field)} = any(${values})`),
    ...entries(not).map(([field, values]) => sql<boolean>`${fieldOf(field)} <> all(${values})`),
    ...has.map((field) => sql<boolean>`${fieldOf(field)} <> ''`),
  ];
  if (text !== undefined) conditions.push(sql`message ilike ${`%${literally(cleanText(text))}%`}`);
  return sql.join(conditions, sql` and `);
}

/** All that a JavaScript date can be, so that an endless window is a number for PostgreSQL too. */
function clamp({ from, to }: Window): Window {
  return { from: Math.max(Math.ceil(from), -8.64e15), to: Math.min(Math.ceil(to), 8.64e15) };
}

function literally(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}

function entries(where: NonNullable<EventFilter['where']>): [EventField, string[]][] {
  return Object.entries(where).map(([field, values]) => {
    const name = field as EventField;
    return [name, values.map((value) => (isHot(name) ? hotValue(value) : cleanText(String(value))))];
  });
}

function isHot(field: CountField): field is HotField {
  return field in HOT;
}
