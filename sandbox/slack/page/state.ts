import type { EphemeralMessage, Message, PageEvent, PageState } from '../page-api.ts';

/** The page after an event: pure, so that what is shown is always what the server last said. */
export function after(state: PageState, event: PageEvent): PageState {
  switch (event.type) {
    case 'message_posted':
    case 'message_changed':
      return placed(state, event.message);
    case 'message_deleted':
      return removed(state, event.channel, event.ts, event.thread_ts);
    case 'ephemeral_posted':
    case 'ephemeral_changed':
      return { ...state, ephemeral: put(state.ephemeral, event.message) };
    case 'ephemeral_deleted':
      return { ...state, ephemeral: state.ephemeral.filter(({ ts }) => ts !== event.ts) };
    case 'views_changed':
      return { ...state, views: event.views };
    case 'home_changed':
      return { ...state, home: event.view };
    case 'app_changed':
      return { ...state, app: event.app };
    case 'channel_changed':
      return {
        ...state,
        channels: state.channels.map((one) => (one.id === event.channel.id ? event.channel : one)),
      };
  }
}

/** Where a message shows: in its channel, in its thread, or in both. */
function placed(state: PageState, message: Message): PageState {
  const { channel, ts, thread_ts, subtype } = message;
  const isReply = thread_ts !== undefined && thread_ts !== ts;
  const inChannel = !isReply || subtype === 'thread_broadcast';
  const key = `${channel}/${thread_ts}`;
  return {
    ...state,
    messages: inChannel
      ? { ...state.messages, [channel]: put(state.messages[channel] ?? [], message) }
      : state.messages,
    replies: isReply ? { ...state.replies, [key]: put(state.replies[key] ?? [], message) } : state.replies,
  };
}

function removed(state: PageState, channel: string, ts: string, thread?: string): PageState {
  const without = (list: Message[] = []) => list.filter((one) => one.ts !== ts);
  const key = `${channel}/${thread}`;
  return {
    ...state,
    messages: { ...state.messages, [channel]: without(state.messages[channel]) },
    replies: thread ? { ...state.replies, [key]: without(state.replies[key]) } : state.replies,
  };
}

function put<M extends Message>(list: readonly M[], message: M): M[] {
  const at = list.findIndex(({ ts }) => ts === message.ts);
  if (at >= 0) return list.with(at, message);
  return [...list, message].sort((a, b) => Number(a.ts) - Number(b.ts));
}

/** What one person sees of a channel, ephemeral messages in their place. */
export function timeline(state: PageState, channel: string): (Message | EphemeralMessage)[] {
  const ephemeral = state.ephemeral.filter((one) => one.channel === channel && !one.thread_ts);
  return [...(state.messages[channel] ?? []), ...ephemeral].sort((a, b) => Number(a.ts) - Number(b.ts));
}

export function thread(state: PageState, channel: string, ts: string): (Message | EphemeralMessage)[] {
  const parent = state.messages[channel]?.find((one) => one.ts === ts);
  const ephemeral = state.ephemeral.filter((one) => one.channel === channel && one.thread_ts === ts);
  const replies = [...(state.replies[`${channel}/${ts}`] ?? []), ...ephemeral];
  return [...(parent ? [parent] : []), ...replies.sort((a, b) => Number(a.ts) - Number(b.ts))];
}
