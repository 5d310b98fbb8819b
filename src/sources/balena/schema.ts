import { z } from 'zod';
import type { Instant } from '../../core/time.ts';

/** Pine writes times as ISO 8601. */
const Time = z.string().transform((text, context): Instant => {
  const at = Date.parse(text);
  if (Number.isNaN(at)) context.addIssue({ code: 'custom', message: 'not a time' });
  return at;
});
const Amount = z.number().nonnegative().nullable();
const Release = z.object({ raw_version: z.string().nullable(), commit: z.string() });

/** A fleet, as much of it as we ask for. */
export const Fleet = z.object({ id: z.number(), slug: z.string() });
export type Fleet = z.infer<typeof Fleet>;

/** A device, as much of it as we ask for. Storage and memory are in MiB, temperature in °C, CPU and progress in percent. */
export const Device = z.object({
  id: z.number(),
  uuid: z.string().min(1),
  device_name: z.string(),
  created_at: Time,
  is_active: z.boolean(),
  api_heartbeat_state: z.string(),
  changed_api_heartbeat_state_on__date: Time.nullable(),
  is_connected_to_vpn: z.boolean(),
  overall_status: z.string(),
  overall_progress: Amount,
  update_status: z.string().nullable(),
  os_version: z.string().nullable(),
  cpu_usage: Amount,
  cpu_temp: z.number().nullable(),
  memory_usage: Amount,
  memory_total: Amount,
  storage_usage: Amount,
  storage_total: Amount,
  is_undervolted: z.boolean(),
  is_running__release: z.array(Release).max(1),
});
export type Device = z.infer<typeof Device>;

/** What can be told of a row that is no device: whose it is, and where its page ends. */
export const DeviceRow = z.object({ id: z.number().catch(0), uuid: z.string().optional().catch(undefined) });

/** A device that is listed only by name. */
export const NamedDevice = z.object({ id: z.number(), uuid: z.string(), device_name: z.string() });
export type NamedDevice = z.infer<typeof NamedDevice>;

const Service = z.object({ id: z.number(), service_name: z.string() });
/** A device with the services of its fleet: a log line names its service by id. */
export const ServicesOfDevice = z.object({
  device_name: z.string(),
  belongs_to__application: z.array(z.object({ service: z.array(Service) })),
});
export type ServicesOfDevice = z.infer<typeof ServicesOfDevice>;

/** A line of a device's log. `timestamp` is by the device's clock, `createdAt` by balena's. */
export const LogLine = z.object({
  message: z.string(),
  timestamp: z.number(),
  createdAt: z.number(),
  isSystem: z.boolean().default(false),
  isStdErr: z.boolean().default(false),
  serviceId: z.number().nullish(),
});
export type LogLine = z.infer<typeof LogLine>;

/** The names of the fields of a schema that is asked for with `$select`. */
export function fieldsOf<T extends z.ZodRawShape>({ shape }: z.ZodObject<T>): (keyof T & string)[] {
  return Object.keys(shape);
}

/** Whether the device is there. A late heartbeat (`timeout`) is not yet a missing one; where none was ever sent the VPN's word counts. */
export function isOnline({ api_heartbeat_state: state, is_connected_to_vpn: vpn }: Device): boolean {
  if (state === 'online' || state === 'timeout') return true;
  return state !== 'offline' && vpn;
}

/** What its release is called: `2.4.1`, or the beginning of its commit. */
export function releaseOf({ is_running__release: [release] }: Device): string | null {
  return release ? release.raw_version || release.commit.slice(0, 7) : null;
}
