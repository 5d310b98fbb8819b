import { z } from 'zod';
import { Restarts } from '../restart-count.ts';

const Time = z.number().int();
/** May be more than an integer can be exact for. */
const Count = z.number().nonnegative();

/** What has to be known of a container from one reading to the next. */
export const Known = z.object({
  /** Nanoseconds of CPU it had used, and when that was. */
  cpu: z.tuple([Count, Time]).optional(),
  /** Bytes received and sent so far, and those of them that are written to the minute of the last reading. */
  network: z.tuple([Count, Count, Count, Count]).optional(),
  /** How often it was restarted, by minute: those of the last ten. */
  restarts: z.array(z.tuple([Time, Count])).optional(),
  /** When it was last killed for its memory. */
  outOfMemoryAt: Time.optional(),
  /** When someone last told it to stop. */
  toldToStopAt: Time.optional(),
});
export type Known = z.infer<typeof Known>;

/** What has to be known of the readings before. */
export const Cursor = z.object({
  /** When the host was read, by its own clock: so far its events are read. */
  hostTime: Time,
  /** The same by our clock. */
  readAt: Time,
  restarts: Restarts,
  /** By id. */
  containers: z.record(z.string(), Known),
  /** When each problem was seen last: by the key of its series. */
  problems: z.record(z.string(), Time),
});
export type Cursor = z.infer<typeof Cursor>;
