import type { Log } from '../../core/log.ts';
import type { Clock } from '../../core/time.ts';
import type { Batch } from '../source.ts';
import { withSigns } from '../with-signs.ts';
import type { Cursor } from './cursor.ts';
import type { Engine } from './engine/engine.ts';
import type { Place } from './events.ts';
import { lookAt } from './look.ts';
import type { DockerSettings } from './settings.ts';
import { type Told, tell } from './tell.ts';

const NOTHING: Told = { events: [], points: [] };

export interface Reading {
  engine: Engine;
  settings: DockerSettings;
  place: Place;
  clock: Clock;
  log: Log;
}

/** Reads the host once, as it is now. The cursor moves at the very end: a reading that breaks off is made again, and says the same. */
export async function* read(
  { engine, settings, place, clock, log }: Reading,
  before: Cursor | undefined,
): AsyncGenerator<Batch> {
  const now = clock.now();
  const batch = (told: Told, end?: Cursor): Batch => ({
    ...told,
    ends: end !== undefined,
    next: end ?? before,
    readUpTo: now,
    contextUntil: 0,
    cost: engine.spent(),
  });
  const looking = lookAt(engine, settings, before?.hostTime, { clock, log });
  const host = yield* withSigns(looking, () => batch(NOTHING));
  const telling = tell(host, { before, now, settings, place });
  let told = telling.next();
  for (; !told.done; told = telling.next()) yield batch(told.value);
  yield batch(NOTHING, told.value);
}
