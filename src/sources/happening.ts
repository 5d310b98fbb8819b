import { createHash } from 'node:crypto';
import type { RawEvent, Told } from '../core/event.ts';
import type { Instant } from '../core/time.ts';

/** What happened at a place that has a state: a cluster, a host. */
export interface Happening {
  /** What makes it this one and no other, whenever it is read: ids, counts, times. */
  identity: readonly (string | number)[];
  at: Instant;
  /** ECS `event.dataset`. */
  dataset: string;
  service: string;
  /** What it happened to. */
  about: string;
  text: string;
  told: Told;
}

/** The event of it, the same whichever source of the settings reads it. */
export function eventOf(
  { identity, at, dataset, service, about, text, told }: Happening,
  source: string,
  place: string,
): RawEvent {
  const parts = [place, dataset, ...identity];
  return {
    id: createHash('sha256').update(parts.join('\n')).digest('base64url').slice(0, 24),
    at,
    text: text.toWellFormed(),
    lines: 1,
    origin: { dataset, stream: about, group: `${source}/${place}`, service },
    told,
  };
}
