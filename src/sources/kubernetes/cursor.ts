import { z } from 'zod';

const Time = z.number().int();

/** Restarts so far; if some were counted a short while ago, also the minute they were counted in, and how many of them. */
const Counted = z.union([z.tuple([z.number().int()]), z.tuple([z.number().int(), Time, z.number().int()])]);
export type Counted = z.infer<typeof Counted>;

/** What has to be known of the readings before; it holds nothing of a container that was never restarted. */
export const Cursor = z.object({
  /** When the cluster was read last, by its own clock. */
  clusterTime: Time,
  /** The version of the cluster up to which its events are read. */
  events: z.string().optional(),
  /** Which namespaces were read: of others nothing is known. */
  scope: z.string(),
  /** By pod's uid and container's name. */
  restarts: z.record(z.string(), Counted),
  /** When each problem was seen last: by the key of its series. */
  problems: z.record(z.string(), Time),
});
export type Cursor = z.infer<typeof Cursor>;
