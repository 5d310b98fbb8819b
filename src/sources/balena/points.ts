import type { MetricName } from '../../core/metrics.ts';
import type { Point } from '../../core/series.ts';
import { bucketOf, type Instant, MINUTE } from '../../core/time.ts';
import type { Known } from './cursor.ts';
import { type Device, isOnline } from './schema.ts';

/** What can be wrong with a device, as `error.type` names it. */
const PROBLEMS = [
  'Offline',
  'ReducedFunctionality',
  'Flapping',
  'UpdateFailed',
  'LowStorage',
  'Undervolted',
  /** What balena says of it makes no sense to us. */
  'Unreadable',
] as const;
export type Problem = (typeof PROBLEMS)[number];

const FULL_STORAGE = 90;
const UPDATING = ['updating', 'configuring'];

/** One point a metric. What a device measures itself is told only while it is online: balena shows the last value for ever. */
export function devicePoints(device: Device, fleet: string, now: Instant): Point[] {
  if (!device.is_active) return [];
  const online = isOnline(device);
  const values: [MetricName, number | null][] = [
    ['device.online', Number(online)],
    ['device.vpn', Number(device.is_connected_to_vpn)],
    ...(online ? measured(device) : []),
  ];
  const labels = { 'device.fleet': fleet, 'device.name': device.device_name, 'device.id': device.uuid };
  const at = bucketOf(now, MINUTE);
  return values.flatMap(([metric, value]) => (value === null ? [] : { metric, labels, at, value }));
}

function measured(device: Device): [MetricName, number | null][] {
  return [
    ['device.cpu.utilization', device.cpu_usage],
    ['device.memory.utilization', share(device.memory_usage, device.memory_total)],
    ['device.storage.utilization', share(device.storage_usage, device.storage_total)],
    ['device.temperature', device.cpu_temp],
    ['device.update.progress', UPDATING.includes(device.overall_status) ? device.overall_progress : null],
  ];
}

function share(used: number | null, total: number | null): number | null {
  return used === null || !total ? null : (used / total) * 100;
}

/** A device that people deactivated has none. */
export function problemsOf(device: Device, { flaps }: Known): Problem[] {
  if (!device.is_active) return [];
  const storage = share(device.storage_usage, device.storage_total) ?? 0;
  const online = isOnline(device);
  const has: Record<Exclude<Problem, 'Unreadable'>, boolean> = {
    Offline: !online,
    ReducedFunctionality: device.overall_status === 'reduced-functionality',
    Flapping: flaps === true,
    UpdateFailed: ['rejected', 'aborted'].includes(device.update_status ?? ''),
    LowStorage: online && storage >= FULL_STORAGE,
    Undervolted: online && device.is_undervolted,
  };
  return PROBLEMS.filter((problem) => problem !== 'Unreadable' && has[problem]);
}

/** How many devices have each problem, and that none has one: so a problem that is gone is told too. */
export function problemPoints(counts: ReadonlyMap<Problem, number>, fleet: string, now: Instant): Point[] {
  const at = bucketOf(now, MINUTE);
  return PROBLEMS.map((problem) => ({
    metric: 'device.problems',
    labels: { 'device.fleet': fleet, 'error.type': problem },
    at,
    value: counts.get(problem) ?? 0,
  }));
}
