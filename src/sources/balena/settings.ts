import { z } from 'zod';
import { Duration, SomeTime } from '../../core/duration.ts';
import { named } from '../named.ts';
import { matchesAny } from '../patterns.ts';

const PART = '[A-Za-z0-9][A-Za-z0-9_-]*';

/** The slug of a fleet, as in its address at balena: `org/fleet`. */
const Slug = z.string().regex(new RegExp(`^${PART}/${PART}$`), 'the slug of a fleet, such as acme/kiosk');
const FleetPattern = z
  .string()
  .regex(
    new RegExp(`^(\\*|${PART}/(\\*|${PART}))$`),
    'the slug of a fleet such as acme/kiosk, or acme/* or *',
  );
const Uuid = z
  .string()
  .regex(/^([0-9a-f]{32}|[0-9a-f]{62})$/, 'the whole UUID of a device: 32 or 62 characters');

/** More devices than these are not followed line by line: each costs a connection, and a call for each reading. */
export const MOST_LOGS = 200;

export const BalenaSettings = z.strictObject({
  ...named('balena'),
  /** Another API than balenaCloud's: an openBalena. */
  apiUrl: z.url().default('https://api.balena-cloud.com/'),
  /** An API key; `BALENA_TOKEN` if not given. */
  token: z.string().min(1).optional(),
  fleets: z.array(FleetPattern).min(1).default(['*']),
  exclude: z.array(FleetPattern).default([]),
  /** What people call a fleet, by slug; elsewhere the last part of the slug. */
  names: z.record(Slug, z.string().min(1)).default({}),
  /** How often a fleet is read: a little under a minute, so that no minute is left without a value. */
  every: SomeTime.prefault('55s'),
  /** Whose log lines are read: a call a device and reading, so nobody's unless said. */
  logs: z.union([z.enum(['none', 'online']), z.array(Uuid).min(1).max(MOST_LOGS)]).default('none'),
  /** How far back the log of a device that is new to us is read. */
  backfill: Duration.prefault('1h'),
  /** A device that goes on and offline more often than this within an hour flaps. */
  flappingAbove: z.number().int().min(2).max(100).default(6),
  /** For all workers together. */
  callsPerSecond: z.number().positive().max(100).default(2),
});
export type BalenaSettings = z.infer<typeof BalenaSettings>;

export function isWhole(pattern: string): boolean {
  return !pattern.endsWith('*');
}

/** Whether the settings mean this fleet. */
export function isWanted({ fleets, exclude }: BalenaSettings, slug: string): boolean {
  return matchesAny(fleets, slug) && !matchesAny(exclude, slug);
}

/** What people call a fleet: `acme/kiosk` is `kiosk`. */
export function fleetName({ names }: BalenaSettings, slug: string): string {
  return names[slug] ?? slug.split('/').at(-1) ?? slug;
}
