import { DAY, type Instant } from '../../src/core/time.ts';
import type { LogGroup } from './catalog.ts';
import type { World } from './operation.ts';
import type { StoredEvent } from './stored-event.ts';

/** When the group forgets: events before it are expired. */
export function expiry({ retentionInDays }: LogGroup, world: World): Instant {
  return retentionInDays === undefined ? 0 : world.clock.now() - retentionInDays * DAY;
}

/** Whether a reader sees the event just now: ingested, not expired, and of a stream that was not deleted (and perhaps made anew) since. */
export function visibility(group: LogGroup, world: World): (event: StoredEvent) => boolean {
  const ingestedBy = world.clock.now() - world.ingestionDelay;
  const expired = expiry(group, world);
  return ({ stream, timestamp, ingestionTime }) =>
    timestamp >= expired &&
    ingestionTime <= ingestedBy &&
    ingestionTime >= (group.streams.get(stream) ?? Number.POSITIVE_INFINITY);
}
