import type { Change } from '../feed.ts';
import type { Channel, Message } from '../page-api.ts';
import { APP, TEAM } from '../world.ts';
import type { Payload } from './delivery.ts';

/** The events that a change of the workspace is for the app, of those it subscribed to. */
export function eventsOf(
  change: Change,
  channel: Channel | undefined,
  subscribed: readonly string[],
): Payload[] {
  if (!channel?.members.includes(APP.user)) return [];
  const wanted = subscribed.includes(channel.is_im ? 'message.im' : 'message.channels');
  const { event, previous } = change;
  const place = { channel: channel.id, channel_type: channel.is_im ? 'im' : 'channel' };
  if (event.type === 'message_posted') {
    const messages = wanted ? [{ ...posted(event.message), ...place }] : [];
    return mentionsApp(event.message, channel) && subscribed.includes('app_mention')
      ? [...messages, mention(event.message)]
      : messages;
  }
  if (!wanted) return [];
  if (event.type === 'message_changed' && previous)
    return [{ ...changed(event.message, previous), ...place }];
  if (event.type !== 'message_deleted') return [];
  const { ts } = event;
  return [
    { type: 'message', subtype: 'message_deleted', hidden: true, deleted_ts: ts, ts, event_ts: ts, ...place },
  ];
}

function posted(message: Message): Payload {
  const subtype = message.files ? { subtype: 'file_share' } : {};
  return { ...subtype, ...message, team: TEAM.id, event_ts: message.ts };
}

function changed(message: Message, previous: Message): Payload {
  const ts = message.edited?.ts ?? message.ts;
  return {
    type: 'message',
    subtype: 'message_changed',
    hidden: true,
    message,
    previous_message: previous,
    ts,
    event_ts: ts,
  };
}

function mentionsApp(message: Message, channel: Channel): boolean {
  return message.user !== APP.user && !channel.is_im && message.text.includes(`<@${APP.user}>`);
}

function mention({ user, text, ts, channel, thread_ts, blocks }: Message): Payload {
  return {
    type: 'app_mention',
    user,
    text,
    ts,
    channel,
    team: TEAM.id,
    ...(thread_ts && { thread_ts }),
    ...(blocks && { blocks }),
    event_ts: ts,
  };
}
