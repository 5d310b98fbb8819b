import type { Batch } from '../source.ts';
import { withSigns } from '../with-signs.ts';
import type { Caller } from './call.ts';
import { lookAt, type Reading } from './cluster.ts';
import type { Cursor } from './cursor.ts';
import type { Place } from './origin.ts';
import { type Told, tell } from './tell.ts';

const NOTHING: Told = { events: [], points: [] };

/** Reads the cluster once, as it is now. The cursor moves at the very end: a reading that breaks off is made again, and says the same. */
export async function* read(
  reading: Omit<Reading, 'ask'>,
  { ask, spent }: Caller,
  place: Place,
  before: Cursor | undefined,
): AsyncGenerator<Batch> {
  const now = reading.clock.now();
  const batch = (told: Told, end?: Cursor): Batch => ({
    ...told,
    ends: end !== undefined,
    next: end ?? before,
    readUpTo: now,
    contextUntil: 0,
    cost: spent(),
  });
  const cluster = yield* withSigns(lookAt({ ...reading, ask }, before?.events), () => batch(NOTHING));
  const { settings } = reading;
  const scope = JSON.stringify(settings.namespaces);
  const telling = tell(cluster, { before, now, patience: settings, scope, place });
  let told = telling.next();
  for (; !told.done; told = telling.next()) yield batch(told.value);
  yield batch(NOTHING, told.value);
}
