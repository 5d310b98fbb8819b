import { type Instant, SECOND } from '../../core/time.ts';
import { happenedIn, timeOf } from './actions.ts';
import type { EngineEvent } from './engine/objects.ts';
import { isAsked } from './problems.ts';

/** What is known of a container's last while from the daemon's events. */
export interface ContainerHistory {
  /** Whether someone told it to stop before it ended at that moment. */
  wasAsked(endedAt: Instant): boolean;
  /** Whether it ended at that moment because it ran out of memory. */
  wasOutOfMemory(endedAt: Instant): boolean;
  /** Whether the daemon tells of an end at about that moment. */
  hasEnd(at: Instant): boolean;
  lastToldToStop: Instant | undefined;
  lastOutOfMemory: Instant | undefined;
}

/** Signals that programs are sent for other things than to end: HUP, USR1, USR2, WINCH. */
const HARMLESS = ['1', '10', '12', '28'];
/** The kernel tells of the memory and of the end on two ways: either may come first. */
const LATE = 2 * SECOND;

/** By id of the container. */
export function historiesOf(events: readonly EngineEvent[]): (id: string) => ContainerHistory {
  const byId = Map.groupBy(events, ({ Actor }) => Actor.ID);
  return (id) => historyOf(byId.get(id) ?? []);
}

function historyOf(events: readonly EngineEvent[]): ContainerHistory {
  const times = (action: string, isMeant: (event: EngineEvent) => boolean = () => true) =>
    events.filter((one) => happenedIn(one)?.action === action && isMeant(one)).map(timeOf);
  const [starts, ends, kills] = [times('start'), times('die'), times('oom')];
  const stops = times('kill', ({ Actor }) => !HARMLESS.includes(Actor.Attributes?.signal ?? ''));
  const begunBefore = (at: Instant) => starts.findLast((start) => start < at) ?? 0;
  return {
    wasAsked: (endedAt) => stops.some((stop) => stop >= begunBefore(endedAt) && isAsked(endedAt, stop)),
    wasOutOfMemory: (endedAt) =>
      kills.some(
        (kill) => kill >= begunBefore(endedAt) && kill <= endedAt + LATE && !isOfNext(kill, endedAt),
      ),
    hasEnd: (at) => ends.some((end) => Math.abs(end - at) < LATE),
    lastToldToStop: stops.at(-1),
    lastOutOfMemory: kills.at(-1),
  };

  /** After the end, and of the container's next life. */
  function isOfNext(kill: Instant, endedAt: Instant): boolean {
    return kill > endedAt && starts.some((start) => start >= endedAt && start <= kill);
  }
}
