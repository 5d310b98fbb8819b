import { HOUR, type Instant, MINUTE } from '../../src/core/time.ts';

/** What can go wrong. */
export type TroubleKind = 'pool-exhausted' | 'bad-deploy' | 'provider-down';

export interface Trouble {
  kind: TroubleKind;
  from: Instant;
  to: Instant;
  /** 1 is the worst there ever was. */
  strength: number;
}

/** What has gone wrong in the two weeks before: it makes the history look lived in, and answers to "yesterday" worth reading. */
const PAST: { kind: TroubleKind; hoursAgo: number; minutes: number }[] = [
  { kind: 'provider-down', hoursAgo: 11 * 24 + 5, minutes: 35 },
  { kind: 'bad-deploy', hoursAgo: 6 * 24 + 2, minutes: 20 },
  { kind: 'pool-exhausted', hoursAgo: 2 * 24 + 9, minutes: 12 },
  { kind: 'provider-down', hoursAgo: 27, minutes: 25 },
];

/** What comes is worse than all that was: sysmon alerts on what it has never seen. */
const MILD = 0.1;

/** The first incident begins this long after the start, so that a newcomer has the page open. */
const FIRST_AFTER = 30_000;
const LASTS = 6 * MINUTE;
const AGAIN_AFTER = HOUR;
const ORDER: readonly TroubleKind[] = ['pool-exhausted', 'bad-deploy', 'provider-down'];

/** The trouble at a moment of a story that began to be told at `start`; undefined while all is well. */
export function troubleAt(at: Instant, start: Instant): Trouble | undefined {
  return at < start ? pastTrouble(at, start) : comingTrouble(at, start);
}

function pastTrouble(at: Instant, start: Instant): Trouble | undefined {
  for (const { kind, hoursAgo, minutes } of PAST) {
    const from = start - hoursAgo * HOUR;
    if (at >= from && at < from + minutes * MINUTE)
      return { kind, from, to: from + minutes * MINUTE, strength: MILD };
  }
  return undefined;
}

function comingTrouble(at: Instant, start: Instant): Trouble | undefined {
  const round = Math.floor((at - start - FIRST_AFTER) / AGAIN_AFTER);
  if (round < 0) return undefined;
  const from = start + FIRST_AFTER + round * AGAIN_AFTER;
  const kind = ORDER[round % ORDER.length];
  return kind && at < from + LASTS ? { kind, from, to: from + LASTS, strength: 1 } : undefined;
}
