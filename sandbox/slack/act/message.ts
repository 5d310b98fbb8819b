import type { z } from 'zod';
import type { SlackContext } from '../context.ts';
import { composed } from '../interactions/compose.ts';
import type { Channel, Message } from '../page-api.ts';
import { repliesTo } from '../workspace/threads.ts';
import { APP } from '../world.ts';
import type { Acted } from './perform.ts';
import { channelFor } from './place.ts';
import type { MessageRequest } from './requests.ts';
import type { Screen } from './screen.ts';

/** Says something; an answer is waited for where the app is spoken to. */
export async function say(
  context: SlackContext,
  request: z.infer<typeof MessageRequest>,
  screen: Screen,
): Promise<Acted> {
  const { user, thread_ts } = request;
  const channel = channelFor(context, user, request.channel);
  const thread = thread_ts === undefined ? {} : { thread_ts };
  const draft = { channel: channel.id, user, text: composed(request.text), ...thread };
  const mentioned = draft.text.includes(`<@${APP.user}>`);
  const message = await screen.quietly(() => context.messages.post(draft));
  if (mentioned && !channel.members.includes(APP.user))
    context.ephemerals.complain(user, channel.id, 'sysmon is not in this channel.');
  return { done: !mentioned && !isListening(context, channel, message) };
}

/** A direct message, or a thread that the app takes part in and hears. */
function isListening(
  { workspace, manifest }: SlackContext,
  channel: Channel,
  { thread_ts }: Message,
): boolean {
  if (channel.is_im) return true;
  const hears = manifest.settings.event_subscriptions.bot_events.includes('message.channels');
  if (thread_ts === undefined || !hears) return false;
  const thread = [workspace.message(channel.id, thread_ts), ...repliesTo(workspace, channel.id, thread_ts)];
  return thread.some((message) => message?.user === APP.user);
}
