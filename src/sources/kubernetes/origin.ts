import { createHash } from 'node:crypto';
import type { RawEvent, Told } from '../../core/event.ts';
import type { Instant } from '../../core/time.ts';

/** Which cluster, read by which source of the settings. */
export interface Place {
  source: string;
  cluster: string;
}

/** What happened, before it is an event of ours. */
export interface Happening {
  /** What makes it this one and no other, whenever it is read: uids, counts, times. */
  identity: readonly (string | number)[];
  at: Instant;
  dataset: 'kubernetes.state' | 'kubernetes.event';
  service: string;
  /** What it happened to. */
  about: string;
  text: string;
  told: Told;
}

export function eventOf(
  { identity, at, dataset, service, about, text, told }: Happening,
  place: Place,
): RawEvent {
  const parts = [place.cluster, dataset, ...identity];
  return {
    id: createHash('sha256').update(parts.join('\n')).digest('base64url').slice(0, 24),
    at,
    text: text.toWellFormed(),
    lines: 1,
    origin: { dataset, stream: about, group: `${place.source}/${place.cluster}`, service },
    told,
  };
}
