import { z } from 'zod';
import { slackError } from '../slack-error.ts';
import { APP } from '../world.ts';
import { Cursor, limit } from './arguments.ts';
import { method } from './method.ts';
import { pageOf } from './paging.ts';
import { findChannel } from './places.ts';
import { wireChannel } from './wire.ts';

const channel = z.string();

const info = method('conversations.info', 3, z.object({ channel }), ({ channel }, context) => ({
  channel: wireChannel(findChannel(context, channel)),
}));

const list = method(
  'conversations.list',
  2,
  z.object({ types: z.string().default('public_channel'), cursor: Cursor, limit: limit(100, 1000) }),
  ({ types, cursor, limit }, context) => {
    const kinds = types.split(',').map((type) => type.trim());
    const all = [...context.workspace.records.channels.values()].filter((one) =>
      kinds.includes(one.is_im ? 'im' : 'public_channel'),
    );
    const page = pageOf(all, ({ id }) => id, cursor, limit);
    return { channels: page.items.map(wireChannel), response_metadata: { next_cursor: page.next } };
  },
);

const members = method(
  'conversations.members',
  4,
  z.object({ channel, cursor: Cursor, limit: limit(100, 1000) }),
  ({ channel, cursor, limit }, context) => {
    const page = pageOf(findChannel(context, channel).members, (id) => id, cursor, limit);
    return { members: page.items, response_metadata: { next_cursor: page.next } };
  },
);

const open = method(
  'conversations.open',
  3,
  z.object({ users: z.string().optional(), channel: channel.optional() }),
  ({ users, channel }, context) => {
    if (channel !== undefined) return { channel: { id: findChannel(context, channel).id } };
    if (!users) throw slackError('users_list_not_supplied');
    if (users.includes(',')) throw slackError('not_enough_users');
    const found = [...context.workspace.records.channels.values()].find(
      (one) => one.is_im && one.user === users,
    );
    if (!found) throw slackError('user_not_found');
    return { no_op: true, already_open: true, channel: { id: found.id } };
  },
);

const join = method('conversations.join', 3, z.object({ channel }), async ({ channel }, context) => {
  const found = findChannel(context, channel);
  if (found.is_im) throw slackError('method_not_supported_for_channel_type');
  if (found.members.includes(APP.user)) return { channel: wireChannel(found), warning: 'already_in_channel' };
  const joined = { ...found, members: [...found.members, APP.user] };
  await context.workspace.save({ kind: 'channel', channel: joined });
  context.feed.tell({ type: 'channel_changed', channel: joined });
  return { channel: wireChannel(joined) };
});

export const CONVERSATIONS = [info, list, members, open, join];
