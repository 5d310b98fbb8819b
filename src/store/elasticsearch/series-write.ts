import { UpstreamError } from '../../core/errors.ts';
import { type BulkOperation, type BulkResult, bulk } from './bulk.ts';
import type { Connection } from './connection.ts';
import { readMany } from './read-many.ts';
import { hourOf, type MinutesPack, type Pack, withPoints } from './series-packs.ts';

const ATTEMPTS = 20;

/**
 * Reads the hours that the points belong to, and writes them with the points in them, if they are still as they were read; else again. The
 * rolled-up hour is written first, under the number of this writing, and gives way to a higher one: the last writer of the minutes, who has
 * seen all others, has also the last word on the hour. A crash between the two leaves minutes that don't have the point, so it is written again.
 */
export async function writePacks(connection: Connection, packs: readonly Pack[]): Promise<void> {
  let left = packs;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const { hours, minutes } = await operationsOf(connection, left);
    assertTaken(await bulk(connection, hours));
    const results = await bulk(connection, minutes);
    assertTaken(results);
    left = left.filter((_, position) => results[position]?.state === 'conflict');
    if (left.length === 0) return;
  }
  throw new UpstreamError('STORE_BUSY', `${left.length} series change faster than they can be written.`);
}

async function operationsOf({ names, ...connection }: Connection, packs: readonly Pack[]) {
  const places = packs.map(({ id, identity }) => ({ id, index: names.series(identity.hour) }));
  const stored = await readMany<MinutesPack>({ names, ...connection }, places);
  const hours: BulkOperation[] = [];
  const minutes: BulkOperation[] = [];
  packs.forEach((pack, position) => {
    const { id, identity } = pack;
    const found = stored[position];
    const next = withPoints(pack, found?.source);
    const source = JSON.stringify(hourOf(next));
    const version = { version: next.revision, orEqual: true } as const;
    hours.push({ action: 'index', index: names.hours(identity.hour), id, ...version, source });
    const target = { index: names.series(identity.hour), id, source: JSON.stringify(next) };
    minutes.push(
      found ? { ...target, action: 'index', seenAt: found.seenAt } : { ...target, action: 'create' },
    );
  });
  return { hours, minutes };
}

function assertTaken(results: readonly BulkResult[]): void {
  for (const result of results)
    if (result.state === 'rejected') throw new Error(`a point was refused (${result.reason})`);
}
