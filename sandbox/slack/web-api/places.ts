import type { SlackContext } from '../context.ts';
import type { Channel, Message } from '../page-api.ts';
import { slackError } from '../slack-error.ts';
import type { Caller } from './method.ts';

/** A conversation by its id, its name (`#alerts`), or a person's id: the direct message with the app. */
export function findChannel(context: SlackContext, reference: string): Channel {
  const name = reference.replace(/^#/, '');
  const channels = [...context.workspace.records.channels.values()];
  const found =
    context.workspace.channel(reference) ??
    channels.find((channel) => channel.is_im && channel.user === reference) ??
    channels.find((channel) => !channel.is_im && channel.name === name);
  if (!found) throw slackError('channel_not_found');
  return found;
}

/** A conversation that the caller is in. */
export function joinedChannel(context: SlackContext, reference: string, { user }: Caller): Channel {
  const channel = findChannel(context, reference);
  if (!channel.members.includes(user))
    throw slackError(channel.is_im ? 'channel_not_found' : 'not_in_channel');
  return channel;
}

export function findMessage(context: SlackContext, channel: string, ts: string): Message {
  const found = context.workspace.message(channel, ts);
  if (!found) throw slackError('message_not_found');
  return found;
}
