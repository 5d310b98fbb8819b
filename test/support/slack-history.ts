import { z } from 'zod';
import type { SandboxSlack } from '../../sandbox/slack/start-slack.ts';

const Reply = z.object({
  messages: z.array(
    z.object({
      ts: z.string(),
      text: z.string(),
      metadata: z
        .object({ event_type: z.string(), event_payload: z.record(z.string(), z.unknown()) })
        .optional(),
    }),
  ),
});
export type HistoryMessage = z.infer<typeof Reply>['messages'][number];

type Workspace = Pick<SandboxSlack, 'api' | 'botToken' | 'channel'>;

/** What is in the alerts channel, the newest first, with what sysmon wrote on the back of its messages. */
export async function slackHistory({ api, botToken, channel }: Workspace): Promise<HistoryMessage[]> {
  const reply = await fetch(`${api}conversations.history`, {
    method: 'POST',
    headers: { authorization: `Bearer ${botToken}` },
    body: new URLSearchParams({ channel, limit: '200', include_all_metadata: 'true' }),
  });
  return Reply.parse(await reply.json()).messages;
}
