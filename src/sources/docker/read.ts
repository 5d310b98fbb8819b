import type { Log } from '../../core/log.ts';
import type { Clock } from '../../core/time.ts';
import type { Batch } from '../source.ts';
import type { Cursor } from './cursor.ts';
import type { Engine } from './engine/engine.ts';
import type { Place } from './events.ts';
import { lookAt } from './look.ts';
import type { DockerSettings } from './settings.ts';
import { tell } from './tell.ts';

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
  const sign = (): Batch => ({
    events: [],
    points: [],
    ends: false,
    next: before,
    readUpTo: now,
    contextUntil: 0,
    cost: engine.spent(),
  });
  try {
    const looking = lookAt(engine, settings, before?.hostTime, { now: clock.now, log });
    let looked = await looking.next();
    for (; !looked.done; looked = await looking.next()) yield sign();
    const told = tell(looked.value, { before, now, settings, place });
    yield { ...sign(), ...told, ends: true };
  } catch (error) {
    yield sign();
    throw error;
  }
}
