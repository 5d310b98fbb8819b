import { z } from 'zod';

const Time = z.number().int();

/** What a device was at the last reading. */
export const Known = z.object({
  name: z.string(),
  online: z.boolean(),
  /** When its heartbeat last changed, by balena. */
  since: Time.nullable(),
  status: z.string(),
  release: z.string().nullable(),
  os: z.string().nullable(),
  /** When it went on or offline within the last hour: as many as it takes to say that it flaps. */
  changes: z.array(Time).optional(),
  flaps: z.literal(true).optional(),
});
export type Known = z.infer<typeof Known>;

/** A fleet as it was read: some 200 bytes a device, by UUID. */
export const FleetCursor = z.object({ readAt: Time, devices: z.record(z.string(), Known) });
export type FleetCursor = z.infer<typeof FleetCursor>;

/** How far the log of a device is read, by balena's clock. */
export const LogCursor = z.object({ position: Time });
export type LogCursor = z.infer<typeof LogCursor>;
