import { z } from 'zod';
import { MINUTE, SECOND } from '../../core/time.ts';
import type { Call } from '../call.ts';
import type { Delivery } from './record.ts';

/** Slack's message metadata: people don't see it, and Slack can't search it, but the history carries it. */
export interface Marker {
  event_type: string;
  event_payload: Record<string, string>;
}

const Page = z.object({
  messages: z.array(
    z.object({
      ts: z.string(),
      metadata: z
        .object({ event_type: z.string(), event_payload: z.record(z.string(), z.unknown()).optional() })
        .optional(),
      files: z.array(z.object({ title: z.string().nullish() })).optional(),
    }),
  ),
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional(),
});
export type FoundMessage = z.infer<typeof Page>['messages'][number];

/** Our clock and Slack's may differ by so much. */
const SKEW = MINUTE;

/** The message with this marker, posted since `since`: after a doubt we look before we post. */
export async function findMessage(
  place: Pick<Delivery, 'channel' | 'threadTs'>,
  since: number,
  { event_type, event_payload }: Marker,
  call: Call,
): Promise<string | undefined> {
  const found = await findInHistory(place, since, call, ({ metadata }) => {
    if (metadata?.event_type !== event_type) return false;
    return Object.entries(event_payload).every(([name, value]) => metadata.event_payload?.[name] === value);
  });
  return found?.ts;
}

/** Reads the channel, or the thread, page by page from the newest back to `since`. */
export async function findInHistory(
  { channel, threadTs }: Pick<Delivery, 'channel' | 'threadTs'>,
  since: number,
  call: Call,
  matches: (message: FoundMessage) => boolean,
): Promise<FoundMessage | undefined> {
  const method = threadTs ? 'conversations.replies' : 'conversations.history';
  const oldest = ((since - SKEW) / SECOND).toFixed(6);
  let cursor: string | undefined;
  do {
    const args = { channel, ts: threadTs, oldest, include_all_metadata: true, limit: 200, cursor };
    const page = await call(method, args, Page);
    const found = page.messages.find(matches);
    if (found) return found;
    cursor = page.response_metadata?.next_cursor || undefined;
  } while (cursor);
  return undefined;
}
