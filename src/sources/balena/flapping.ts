import { HOUR } from '../../core/time.ts';
import type { Change, Reading } from './changes.ts';
import type { Known } from './cursor.ts';

/**
 * A device that went on and offline more often than `flappingAbove` within an hour is said to flap, once, instead of an event each; and to be
 * steady again once there were no more than half as many. What it was told between two readings (on, and off again) counts as one.
 */
export function flappingAfter(
  known: Known,
  changes: Change[],
  { before = 0, now, noticed, flappingAbove }: Reading,
): { changes: Change[]; flapping: Pick<Known, 'changes' | 'flaps'> } {
  const times = [...(known.changes ?? []), ...changes.map(({ at }) => at)]
    .filter((at) => at > now - HOUR)
    .slice(-flappingAbove - 1);
  const flaps = times.length > (known.flaps ? flappingAbove / 2 : flappingAbove);
  const flapping = { ...(times.length > 0 && { changes: times }), ...(flaps && { flaps }) };
  if (flaps && known.flaps) return { changes: [], flapping };
  if (flaps) return { changes: [{ what: 'flaps', at: noticed, key: before }], flapping };
  if (known.flaps) return { changes: [{ what: 'steady', at: noticed, key: before }, ...changes], flapping };
  return { changes, flapping };
}
