import { type Instant, MINUTE } from '../../core/time.ts';
import type { Known } from './cursor.ts';
import { flappingAfter } from './flapping.ts';
import { type Device, isOnline, releaseOf } from './schema.ts';

/** Something that happened to a device between two readings. */
export interface Change {
  what:
    | 'offline'
    | 'online'
    | 'interrupted'
    | 'flaps'
    | 'steady'
    | 'status'
    | 'release'
    | 'os'
    | 'name'
    | 'new'
    | 'gone';
  at: Instant;
  /** Tells it from others of its kind: the state's own time of change where balena has one, else that of the reading before. */
  key: Instant;
  from?: string | null;
  to?: string | null;
}

export interface Reading {
  /** When the fleet was read before; undefined at first. */
  before: Instant | undefined;
  now: Instant;
  /** The time of what balena gives no time for. */
  noticed: Instant;
  /** What went offline so long ago is still told at first. */
  backfill: number;
  flappingAbove: number;
}

/** An outage longer than this is one: what changed is noticed after it. */
const OUTAGE = 10 * MINUTE;

/** The moment at which a reading was due: unlike `now` it is the same if the reading has to be made again, so an event keeps its day. */
export function noticedAt(before: Instant | undefined, now: Instant, every: number): Instant {
  return before === undefined || now - before > OUTAGE ? now : Math.min(before + every, now);
}

/** What happened to a device, and what it is now. The same two states at the same reading give the same changes. */
export function compare(
  known: Known | undefined,
  device: Device,
  reading: Reading,
): { changes: Change[]; known: Known } {
  const state = stateOf(device, known);
  if (!known) return { known: state, changes: firstChanges(device, state, reading) };
  const connection = connectionChanges(known, state, reading);
  const { changes, flapping } = flappingAfter(known, connection, reading);
  return {
    known: { ...state, ...flapping },
    changes: [...changes, ...otherChanges(known, state, reading)],
  };
}

export function goneChange({ before, now, noticed }: Reading): Change {
  return { what: 'gone', at: noticed, key: before ?? now };
}

/** A heartbeat that is late is not taken for a change: the next reading tells whether it was one. */
function stateOf(device: Device, known: Known | undefined): Known {
  const changedAt = device.changed_api_heartbeat_state_on__date;
  return {
    name: device.device_name,
    online: isOnline(device),
    since: device.api_heartbeat_state === 'timeout' && known ? known.since : changedAt,
    status: device.overall_status,
    release: releaseOf(device),
    os: device.os_version,
  };
}

function firstChanges(
  device: Device,
  { online, since }: Known,
  { before, now, noticed, backfill }: Reading,
): Change[] {
  if (before !== undefined) {
    const at = device.created_at > before ? Math.min(device.created_at, now) : noticed;
    return [{ what: 'new', at, key: before }];
  }
  if (online || !device.is_active || since === null || since < now - backfill) return [];
  return [{ what: 'offline', at: Math.min(since, now), key: since }];
}

function connectionChanges(
  known: Known,
  { online, since, status }: Known,
  { before = 0, now, noticed }: Reading,
): Change[] {
  const moved = since !== null && since > (known.since ?? 0);
  const when = moved ? { at: Math.min(since, now), key: since } : { at: noticed, key: before };
  if (online !== known.online) return [{ what: online ? 'online' : 'offline', ...when }];
  if (moved && known.since !== null) return [{ what: online ? 'interrupted' : 'offline', ...when }];
  const { status: from } = known;
  const isReduced = from !== status && [from, status].includes('reduced-functionality');
  return isReduced ? [{ what: 'status', at: noticed, key: before, from, to: status }] : [];
}

/** That a device is `disconnected` is told as that it is offline. */
const CONNECTION = ['disconnected', 'reduced-functionality'];

function otherChanges(known: Known, state: Known, { before = 0, noticed }: Reading): Change[] {
  const fields = (['status', 'release', 'os', 'name'] as const).filter(
    (field) => known[field] !== state[field],
  );
  return fields
    .map((what) => ({ what, at: noticed, key: before, from: known[what], to: state[what] }))
    .filter(({ what, from, to }) => what !== 'status' || !CONNECTION.some((one) => [from, to].includes(one)));
}
