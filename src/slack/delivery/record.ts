import { z } from 'zod';
import { type Collection, collection } from '../../store/collection.ts';
import type { DocumentStore } from '../../store/document-store.ts';

const Instant = z.number().int();

/** What is known of one Slack message: where it is, what it shows, and whether someone is at it. */
export const Delivery = z.object({
  channel: z.string(),
  threadTs: z.string().optional(),
  ts: z.string().optional(),
  postedAt: Instant.optional(),
  /** The versions of what the message shows; also set where there is nothing to show any more. */
  shown: z.string().optional(),
  /**
   * Written before each call that posts or changes: whoever holds it is the only one at it. `since` is when the first unanswered call began:
   * a message may be there since then.
   */
  intent: z.object({ at: Instant, since: Instant, nonce: z.string(), doubtful: z.boolean() }).optional(),
  /** The storm whose message stands for this one. */
  storm: z.string().optional(),
  /** Somebody opened it out of a storm. */
  opened: z.boolean().optional(),
  /** The picture in the thread: `first` while it lasts, `last` once it is over; `trying` since when a call is unanswered. */
  picture: z.object({ shown: z.enum(['first', 'last']).optional(), trying: Instant.optional() }).optional(),
  /** What a person has to mend. */
  problem: z.object({ code: z.string(), advice: z.string(), at: Instant }).optional(),
});
export type Delivery = z.infer<typeof Delivery>;

export type Deliveries = Collection<Delivery>;

export function deliveries(documents: DocumentStore): Deliveries {
  return collection(documents, 'delivery', Delivery);
}

export const alertKey = (alertId: string) => `slack:${alertId}`;
export const stormKey = (stormId: string) => `storm:${stormId}`;
export const digestKey = (digestId: string) => `digest:${digestId}`;
export const ticketKey = (ticketId: string) => `ticket:${ticketId}`;
