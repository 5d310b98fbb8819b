import { z } from 'zod';

const Instant = z.number().int();

/** Why a source cannot be read just now. `advice` says what a person has to mend; without it, it passes by itself. */
export const SourceFault = z.object({
  code: z.string(),
  message: z.string(),
  advice: z.string().optional(),
  /** Since when, without a success in between. */
  since: Instant,
});
export type SourceFault = z.infer<typeof SourceFault>;

/**
 * How one thing that we read is doing: documents of the kind `source`, what `/sysmon health` shows. A source of the settings (`item` false: its
 * discovery) and each thing found by it (`item` true: a log group) has one. Its lag is the time since `readUpTo`.
 */
export const SourceState = z.object({
  kind: z.string(),
  /** Name of the source in the settings. */
  name: z.string(),
  title: z.string(),
  item: z.boolean(),
  /** When it was first found. */
  discoveredAt: Instant,
  /** Since when discovery no longer finds it. */
  goneAt: Instant.optional(),
  /** How far back the source keeps things, in milliseconds. */
  retention: z.number().optional(),
  /** What else to know of it: what it costs, what is left out. */
  note: z.string().optional(),
  /** When a reading last ended well. */
  readAt: Instant.optional(),
  readUpTo: Instant.optional(),
  lastEventAt: Instant.optional(),
  /** Since the first reading; lines that were read again count once more only after a restart. */
  eventsRead: z.number().int().default(0),
  calls: z.number().int().default(0),
  throttled: z.number().int().default(0),
  /** Since when the other side says that we ask too often. */
  throttledSince: Instant.optional(),
  /** Readings that failed since the last that did not. */
  failures: z.number().int().default(0),
  /** Not read before this. */
  retryAt: Instant.optional(),
  fault: SourceFault.optional(),
  /** What can no longer be read: it expired at the source before we came. */
  gap: z.object({ from: Instant, to: Instant }).optional(),
});
export type SourceState = z.infer<typeof SourceState>;
