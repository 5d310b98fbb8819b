import type { Log } from '../../core/log.ts';
import { bucketOf, type Clock, type Instant, MINUTE, type Window } from '../../core/time.ts';
import type { ElasticReader } from '../elastic/reader.ts';
import type { Batch } from '../source.ts';
import { type Cursor, emptyMemory } from './cursor.ts';
import type { Part } from './metricset.ts';
import type { Told } from './minute/minute.ts';
import { openMinutes } from './minutes.ts';
import { fieldsOf, queryOf } from './query.ts';
import type { MetricbeatSettings } from './settings.ts';
import { truncatedFields, wholeFields } from './truncated.ts';
import { watchedHosts } from './watched-hosts.ts';

export interface Place {
  reader: ElasticReader;
  part: Part;
  settings: MetricbeatSettings;
  clock: Clock;
  log: Log;
}

/** After an outage the time since is read in pieces: the cursor moves after each. */
const STRETCH = 10 * MINUTE;
const PAGE = 5_000;
const POINTS = 5_000;
const NOTHING: Told = { events: [], points: [] };

/** Reads from `before` up to now. The last minutes are read again the next time, so that documents that come late are in. */
export async function* read(place: Place, before: Cursor | undefined): AsyncGenerator<Batch> {
  const { settings, clock, part, reader } = place;
  const now = clock.now();
  const truncated = await truncatedFields(reader, settings.indices, fieldsOf(part));
  let cursor = before ?? { from: bucketOf(now - settings.backfill, MINUTE), memory: emptyMemory() };
  for (;;) {
    const to = Math.min(cursor.from + STRETCH, now + 1);
    const next = Math.min(to, Math.max(bucketOf(now - settings.late, MINUTE), cursor.from));
    cursor = yield* readStretch(place, cursor, { window: { from: cursor.from, to }, next, truncated });
    if (to > now) return;
  }
}

interface Stretch {
  window: Window;
  /** Where the next one begins. */
  next: Instant;
  truncated: readonly string[];
}

async function* readStretch(
  place: Place,
  { from, memory }: Cursor,
  { window, next, truncated }: Stretch,
): AsyncGenerator<Batch, Cursor> {
  const { reader, part, settings } = place;
  const before: Cursor = { from, memory: structuredClone(memory) };
  const batch = (told: Told, end?: Cursor): Batch => ({
    ...told,
    ends: end !== undefined,
    next: end ?? before,
    readUpTo: window.to - 1,
    contextUntil: 0,
    cost: reader.spent(),
  });
  const reading = {
    settings,
    part: part.name,
    watchedHosts: await watchedHosts(part, reader, settings, window),
  };
  const minutes = openMinutes(part, memory, next, reading);
  const pages = reader.documents({
    indices: settings.indices,
    query: queryOf(part, settings, window),
    fields: fieldsOf(part),
    source: truncated,
    sort: ['@timestamp'],
    page: PAGE,
  });
  for await (const page of pages) {
    const documents = page.map((document) => wholeFields(document, truncated));
    for (const told of minutes.add(documents)) for (const piece of pieces(told)) yield batch(piece);
    yield batch(NOTHING);
  }
  const end = minutes.end();
  const cursor = { from: next, memory: end.memory };
  for (const piece of pieces(end.told)) yield batch(piece);
  noteFaults(minutes.faults, place);
  yield batch(NOTHING, cursor);
  return cursor;
}

function* pieces({ events, points }: Told): Generator<Told> {
  if (events.length > 0) yield { events, points: [] };
  for (let at = 0; at < points.length; at += POINTS)
    yield { events: [], points: points.slice(at, at + POINTS) };
}

function noteFaults(faults: ReadonlyMap<string, number>, { log, settings, part }: Place): void {
  if (faults.size === 0) return;
  const fields = {
    source: `${settings.name}/${part.name}`,
    faults: Object.fromEntries([...faults].slice(0, 10)),
  };
  log.warn(fields, 'some documents could not be understood and are left out');
}
