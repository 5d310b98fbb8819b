import { DAY, HOUR, type Instant, MINUTE } from '../../src/core/time.ts';
import { chance } from '../scenario/chance.ts';

/** The part that a device plays: most are well. */
export type Role = 'well' | 'leaves' | 'flaps' | 'reduced';

export interface Character {
  uuid: string;
  /** Its place in its fleet. */
  index: number;
  role: Role;
  /** When the sandbox first started: the story begins then. */
  bornAt: Instant;
}

/** The story begins anew this often. */
const ACT = 6 * HOUR;
const LEAVES = { from: 4 * MINUTE, to: 24 * MINUTE };
const FLAPS = { from: 2 * MINUTE, to: 44 * MINUTE, every: 3 * MINUTE };
const ROLLOUT = { from: 10 * MINUTE, apart: 40_000, takes: 90_000 };

/** Since when a device is online or offline. */
export function heartbeatAt(
  { uuid, role, bornAt }: Character,
  now: Instant,
): { online: boolean; since: Instant } {
  const quiet = { online: true, since: bornAt - Math.round(chance(uuid, 'up').next() * 20 * DAY) };
  if (now < bornAt || role === 'well' || role === 'reduced') return quiet;
  const act = bornAt + Math.floor((now - bornAt) / ACT) * ACT;
  const into = now - act;
  const { from, to } = role === 'leaves' ? LEAVES : FLAPS;
  const endOfLast = act > bornAt ? act - ACT + to : quiet.since;
  if (into < from) return { online: true, since: endOfLast };
  if (into >= to) return { online: true, since: act + to };
  if (role === 'leaves') return { online: false, since: act + from };
  const turn = Math.floor((into - from) / FLAPS.every);
  return { online: turn % 2 === 1, since: act + from + turn * FLAPS.every };
}

/** How far the one update of the story is at a device: 0 before, 1 after it. */
export function rolloutAt({ index, bornAt }: Character, now: Instant): number {
  const begins = bornAt + ROLLOUT.from + index * ROLLOUT.apart;
  return Math.min(1, Math.max(0, (now - begins) / ROLLOUT.takes));
}

/** What a device measures: wanders with the time of day, and a little from minute to minute. */
export function measuresAt({ uuid }: Character, now: Instant) {
  const own = chance(uuid, 'measures');
  const [base, phase, total] = [own.between(12, 38), own.next() * Math.PI * 2, own.pick([1024, 2048, 4096])];
  const noise = chance(uuid, Math.floor(now / MINUTE)).between(-4, 4);
  const cpu = Math.round(base + 8 * Math.sin((now / (20 * MINUTE)) * Math.PI * 2 + phase) + noise);
  const filled = own.between(25, 70) + (now % (3 * DAY)) / DAY;
  return {
    cpu_usage: Math.max(1, cpu),
    cpu_temp: Math.round(40 + cpu * 0.4),
    memory_usage: Math.round(total * (0.45 + 0.1 * Math.sin(now / HOUR + phase))),
    memory_total: total,
    storage_usage: Math.round(28_000 * (filled / 100)),
    storage_total: 28_000,
  };
}
