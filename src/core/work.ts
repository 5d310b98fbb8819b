import { z } from 'zod';

/** Every job there is, and what it needs to know: handlers enqueue by these names and know no more of the jobs room. */
export const WORK = {
  discover: z.object({}),
  collect: z.object({ source: z.string() }),
  aggregate: z.object({}),
  detect: z.object({}),
  notify: z.object({ alertId: z.string() }),
  ticket: z.object({ ticketId: z.string() }),
  'sync-jira': z.object({}),
  sweep: z.object({}),
  retain: z.object({}),
} as const;

export type WorkName = keyof typeof WORK;
export type Payload<N extends WorkName> = z.infer<(typeof WORK)[N]>;

/**
 * Puts a piece of work in the queue. `id` names the thing worked on (an alert, a source): of the same name and id, one piece runs and at most
 * one waits, so asking again while it runs makes it run once more. A lost piece is found again by the sweep.
 */
export type Enqueue = <N extends WorkName>(
  name: N,
  payload: Payload<N>,
  options?: { id?: string; delay?: number },
) => Promise<void>;
