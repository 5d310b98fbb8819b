import { type Instant, SECOND } from '../../src/core/time.ts';
import { chance } from '../scenario/chance.ts';
import { heartbeatAt } from './life.ts';
import type { SandboxDevice } from './world.ts';

/** A line as the API gives it out. */
export interface Line {
  message: string;
  /** By the device's clock. */
  timestamp: Instant;
  /** When the API took it in. */
  createdAt: Instant;
  isSystem: boolean;
  isStdErr: boolean;
  serviceId?: number;
}

/** What devices wrote: lines of life, which come from chance and time, and lines of a hand. */
export interface Logs {
  add(uuid: string, line: Line): void;
  /** Taken in at `from` or later, up to `to`, the oldest first: the newest 1,000 at most. */
  read(device: SandboxDevice, from: Instant, to: Instant): Line[];
}

const KEPT = 1_000;
const EVERY = 20 * SECOND;
const LATENCY = 200;

const MESSAGES = [
  'INFO heartbeat ok, queue empty',
  'INFO session started',
  'INFO session ended',
  'INFO synced with the shop',
  'DEBUG watchdog fed',
] as const;
const FAULTS = [
  'ERROR printer: paper jam',
  'WARN network: request took longer than 5 s, trying again',
  'ERROR reader: card could not be read',
] as const;

export function createLogs(): Logs {
  const added = new Map<string, Line[]>();
  return {
    add: (uuid, line) => added.set(uuid, [...(added.get(uuid) ?? []), line].slice(-KEPT)),
    read: (device, from, to) => {
      const own = (added.get(device.uuid) ?? []).filter(
        ({ createdAt }) => createdAt >= from && createdAt <= to,
      );
      return [...linesOfLife(device, from, to), ...own]
        .sort((one, other) => one.createdAt - other.createdAt)
        .slice(-KEPT);
    },
  };
}

/** Taken in from `from` up to `to`; none while the device was offline. */
export function linesOfLife(device: SandboxDevice, from: Instant, to: Instant): Line[] {
  if (device.services.length === 0) return [];
  const last = Math.floor(to / EVERY);
  const first = Math.max(Math.floor(from / EVERY), last - KEPT);
  const turns = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  return turns
    .map((turn) => lineOfLife(device, turn))
    .filter(
      ({ timestamp, createdAt }) =>
        createdAt >= from && createdAt <= to && heartbeatAt(device, timestamp).online,
    );
}

function lineOfLife({ uuid, services }: SandboxDevice, turn: number): Line {
  const own = chance(uuid, 'line', turn);
  const timestamp = turn * EVERY + own.between(0, EVERY - 1);
  const isFault = own.next() < 0.03;
  const service = services[own.between(0, services.length - 1)];
  return {
    message: own.pick(isFault ? FAULTS : MESSAGES),
    timestamp,
    createdAt: timestamp + LATENCY,
    isSystem: false,
    isStdErr: isFault,
    ...(service ? { serviceId: service.id } : {}),
  };
}
