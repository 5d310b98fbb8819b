import { z } from 'zod';

/** Every job there is, and what it needs to know: handlers enqueue by these names and know no more of the jobs room. */
export interface Payloads {
  discover: object;
  collect: { source: string };
  aggregate: object;
  detect: object;
  notify: { alertId: string };
  ticket: { ticketId: string };
  'sync-jira': object;
  sweep: object;
  retain: object;
  digest: object;
}

export type WorkName = keyof Payloads;
export type Payload<N extends WorkName> = Payloads[N];

const NOTHING = z.object({});

/** How each payload is checked when it comes out of the queue. */
export const WORK: { [N in WorkName]: z.ZodType<Payloads[N]> } = {
  discover: NOTHING,
  collect: z.object({ source: z.string() }),
  aggregate: NOTHING,
  detect: NOTHING,
  notify: z.object({ alertId: z.string() }),
  ticket: z.object({ ticketId: z.string() }),
  'sync-jira': NOTHING,
  sweep: NOTHING,
  retain: NOTHING,
  digest: NOTHING,
};

/**
 * Puts a piece of work in the queue. `id` names the thing worked on (an alert, a source): of the same name and id, one piece runs and at most
 * one waits, so asking again while it runs makes it run once more. A lost piece is found again by the sweep.
 */
export type Enqueue = <N extends WorkName>(
  name: N,
  payload: Payload<N>,
  options?: { id?: string; delay?: number },
) => Promise<void>;
