import { z } from 'zod';
import { slackError } from '../slack-error.ts';
import { Flag } from './arguments.ts';
import { Content, readContent } from './message-content.ts';
import { method } from './method.ts';
import { findChannel, findMessage, joinedChannel } from './places.ts';
import { wireMessage } from './wire.ts';

const channel = z.string();
const ts = z.string();
/** In bytes, once it is escaped. */
const MAX_UPDATE_TEXT = 4_000;

const postMessage = method(
  'chat.postMessage',
  'post',
  Content.extend({ channel, thread_ts: ts.optional(), reply_broadcast: Flag }),
  async ({ channel, thread_ts, reply_broadcast, ...content }, context, caller) => {
    const place = joinedChannel(context, channel, caller);
    const thread = thread_ts === undefined ? {} : { thread_ts };
    const draft = { channel: place.id, user: caller.user, ...readContent(context, content), ...thread };
    const message = await context.messages.post({ ...draft, broadcast: reply_broadcast });
    return { channel: place.id, ts: message.ts, message: wireMessage(context, message, true) };
  },
);

const update = method(
  'chat.update',
  3,
  Content.extend({ channel, ts }),
  async ({ channel, ts, ...content }, context, caller) => {
    const place = joinedChannel(context, channel, caller);
    const found = findMessage(context, place.id, ts);
    if (found.user !== caller.user) throw slackError('cant_update_message');
    const read = readContent(context, content);
    if (Buffer.byteLength(read.text) > MAX_UPDATE_TEXT) throw slackError('msg_too_long');
    const message = await context.messages.revise(found, read);
    return { channel: place.id, ts, text: message.text, message: wireMessage(context, message, true) };
  },
);

const remove = method(
  'chat.delete',
  3,
  z.object({ channel, ts }),
  async ({ channel, ts }, context, caller) => {
    const place = joinedChannel(context, channel, caller);
    const found = findMessage(context, place.id, ts);
    if (found.user !== caller.user) throw slackError('cant_delete_message');
    await context.messages.remove(found);
    return { channel: place.id, ts };
  },
);

const postEphemeral = method(
  'chat.postEphemeral',
  4,
  Content.extend({ channel, user: z.string(), thread_ts: ts.optional() }),
  ({ channel, user, thread_ts, metadata, ...content }, context, caller) => {
    const place = joinedChannel(context, channel, caller);
    if (!place.members.includes(user)) throw slackError('user_not_in_channel');
    const thread = thread_ts === undefined ? {} : { thread_ts };
    const draft = { channel: place.id, user: caller.user, ...readContent(context, content), ...thread };
    return { message_ts: context.ephemerals.post(user, draft).ts };
  },
);

const getPermalink = method(
  'chat.getPermalink',
  'unlimited',
  z.object({ channel, message_ts: ts }),
  ({ channel, message_ts }, context) => {
    const place = findChannel(context, channel);
    const { ts, thread_ts } = findMessage(context, place.id, message_ts);
    const thread = thread_ts && thread_ts !== ts ? `?thread_ts=${thread_ts}&cid=${place.id}` : '';
    return {
      channel: place.id,
      permalink: `${context.origin()}/archives/${place.id}/p${ts.replace('.', '')}${thread}`,
    };
  },
);

export const CHAT = [postMessage, update, remove, postEphemeral, getPermalink];
