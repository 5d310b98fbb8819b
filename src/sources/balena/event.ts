import { createHash } from 'node:crypto';
import type { EventFields, Level, RawEvent, Told } from '../../core/event.ts';
import type { Change } from './changes.ts';

/** Whose events these are. */
export interface Subject {
  /** `<name of the source>/<slug>`. */
  group: string;
  /** What people call the fleet. */
  fleet: string;
  uuid: string;
  name: string;
}

interface Wording {
  level: Level;
  /** An error code that the whole fleet shares: what happened, not to whom. */
  code: string;
  text(subject: Subject, change: Change): string;
}

const or = (value: string | null | undefined) => value ?? 'none';

const WORDINGS: Record<Change['what'], Wording> = {
  offline: { level: 'warn', code: 'DeviceOffline', text: ({ name }) => `${name} went offline` },
  online: { level: 'info', code: 'DeviceOnline', text: ({ name }) => `${name} is online again` },
  interrupted: {
    level: 'info',
    code: 'DeviceInterrupted',
    text: ({ name }) => `${name} lost its heartbeat for a while and is online again`,
  },
  flaps: {
    level: 'warn',
    code: 'DeviceFlapping',
    text: ({ name }) => `${name} flaps: it goes on and offline again and again`,
  },
  steady: { level: 'info', code: 'DeviceSteady', text: ({ name }) => `${name} no longer flaps` },
  status: {
    level: 'info',
    code: 'DeviceStatus',
    text: ({ name }, { from, to }) => `${name} is now ${or(to)}, before it was ${or(from)}`,
  },
  release: {
    level: 'info',
    code: 'DeviceRelease',
    text: ({ name }, { from, to }) => `${name} now runs release ${or(to)}, before it was ${or(from)}`,
  },
  os: {
    level: 'info',
    code: 'DeviceOS',
    text: ({ name }, { from, to }) => `${name} now runs ${or(to)}, before it was ${or(from)}`,
  },
  name: {
    level: 'info',
    code: 'DeviceRenamed',
    text: (_, { from, to }) => `${or(from)} is now called ${or(to)}`,
  },
  new: {
    level: 'info',
    code: 'DeviceNew',
    text: ({ name, fleet }) => `${name} is new in the fleet ${fleet}`,
  },
  gone: {
    level: 'notice',
    code: 'DeviceGone',
    text: ({ name, fleet }) => `${name} is no longer in the fleet ${fleet}`,
  },
};

/** A change in plain words. Its id is made of what changed and when, so that reading again gives it again. */
export function changeEvent(subject: Subject, change: Change): RawEvent {
  const { what, key, to } = change;
  const { level, code, text } = WORDINGS[what];
  return eventOf(subject, change, hash(subject.uuid, what, key, to ?? ''), text(subject, change), {
    level: to === 'reduced-functionality' ? 'warn' : level,
    code,
  });
}

/** What balena did not keep of a log until we came. */
export function lostLines(subject: Subject, from: number, at: number): RawEvent {
  const text = `some log lines of ${subject.name} are lost: balena keeps no more than the newest 1,000 of a device`;
  const told: Told = { level: 'warn', code: 'DeviceLogLost' };
  return eventOf(subject, { at }, hash(subject.uuid, 'lost', from), text, told);
}

function eventOf(subject: Subject, { at }: { at: number }, id: string, text: string, told: Told): RawEvent {
  const { group, fleet, uuid } = subject;
  return {
    id,
    at,
    text: text.toWellFormed(),
    lines: 1,
    origin: { dataset: 'balena.device', stream: uuid, group, service: fleet },
    told: { ...told, fields: { 'service.name': fleet, ...deviceFields(subject) } },
  };
}

export function deviceFields({ fleet, uuid, name }: Subject): EventFields {
  return { 'device.fleet': fleet, 'device.name': name, 'device.id': uuid };
}

export function hash(...parts: (string | number)[]): string {
  return createHash('sha256').update(parts.join('\n')).digest('base64url').slice(0, 24);
}
