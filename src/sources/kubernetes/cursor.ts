import { z } from 'zod';
import { Restarts } from '../restart-count.ts';

const Time = z.number().int();

/** What has to be known of the readings before; it holds nothing of a container that was never restarted. */
export const Cursor = z.object({
  /** When the cluster was read last, by its own clock. */
  clusterTime: Time,
  /** The version of the cluster up to which its events are read. */
  events: z.string().optional(),
  /** Which namespaces were read: of others nothing is known. */
  scope: z.string(),
  /** By pod's uid and container's name. */
  restarts: Restarts,
  /** When each problem was seen last: by the key of its series. */
  problems: z.record(z.string(), Time),
});
export type Cursor = z.infer<typeof Cursor>;
