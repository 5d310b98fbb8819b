import { HOUR, MINUTE, SECOND } from '../../src/core/time.ts';
import { playScenes } from '../scenes.ts';
import type { Host } from './host.ts';
import { VICTIM } from './plan.ts';
import type { Filling } from './usage.ts';

const FIRST_AFTER = 4 * MINUTE;
const AGAIN_AFTER = HOUR;
/** Memory climbs for so long before the first kill. */
const CLIMBS = 2 * MINUTE;
/** When, since it begins, the container is killed; Docker waits a little longer each time before it starts it again. */
const KILLS = [0, 20, 45, 80, 130].map((seconds, index) => ({
  after: seconds * SECOND,
  waits: 100 * 2 ** index,
}));

/** One container is killed for its memory and restarted, five times within three minutes; then it is over. Once an hour. */
export function tell(host: Host, now: () => number, start: number): () => void {
  const scenes = KILLS.flatMap(({ after, waits }) => [
    { after, play: () => host.end(VICTIM, { exitCode: 137, isOutOfMemory: true, restarts: true }) },
    { after: after + waits, play: () => host.start(VICTIM) },
  ]);
  return playScenes(scenes, { now, first: start + FIRST_AFTER, again: AGAIN_AFTER });
}

/** How full the victim's memory is because of what it resizes. */
export function leak(start: number): Filling {
  return (name, at) => {
    const since = at - start - FIRST_AFTER + CLIMBS;
    if (name !== VICTIM || since < 0) return 0;
    const into = since % AGAIN_AFTER;
    return into < CLIMBS + 3 * MINUTE ? Math.min(0.55 + (into / CLIMBS) * 0.43, 0.98) : 0;
  };
}
