import type { Feed } from '../feed.ts';
import type { Message } from '../page-api.ts';
import { slackError } from '../slack-error.ts';
import { APP } from '../world.ts';
import type { Workspace } from './workspace.ts';

export type Draft = Omit<Message, 'type' | 'ts' | 'subtype'> & { broadcast?: boolean };
export type Revision = Pick<Message, 'text'> & Partial<Pick<Message, 'blocks' | 'metadata'>>;

/** Every change of a message: kept, then told to all who look. */
export interface Messages {
  post(draft: Draft): Promise<Message>;
  /** Blocks that are not given are gone, as with `chat.update`. */
  revise(message: Message, revision: Revision): Promise<Message>;
  remove(message: Message): Promise<void>;
  react(message: Message, name: string, user: string): Promise<void>;
  unreact(message: Message, name: string, user: string): Promise<void>;
}

export function createMessages(workspace: Workspace, feed: Feed): Messages {
  const change = async (message: Message) => {
    await workspace.save({ kind: 'message', message });
    feed.tell({ type: 'message_changed', message });
    return message;
  };
  /** Brings a parent's counts up to date; nothing is told yet. */
  const recount = async (channel: string, ts: string) => {
    const parent = workspace.message(channel, ts);
    if (parent) await workspace.save({ kind: 'message', message: withReplies(workspace, parent) });
  };
  const tellChanged = (channel: string, ts: string) => {
    const message = workspace.message(channel, ts);
    if (message) feed.tell({ type: 'message_changed', message });
  };
  return {
    post: async ({ broadcast, ...draft }) => {
      const { channel, thread_ts } = draft;
      const parent = thread_ts === undefined ? undefined : parentOf(workspace, channel, thread_ts);
      const message = shaped(draft, workspace.nextTs(), parent, broadcast ?? false);
      await workspace.save({ kind: 'message', message });
      if (parent) await recount(channel, parent.ts);
      feed.tell({ type: 'message_posted', message });
      if (parent) tellChanged(channel, parent.ts);
      return message;
    },
    revise: async (previous, revision) => {
      const { blocks, ...kept } = previous;
      const edited = { user: previous.user, ts: workspace.nextTs() };
      const message: Message = { ...kept, ...revision, edited };
      await workspace.save({ kind: 'message', message });
      feed.tell({ type: 'message_changed', message }, { previous });
      return message;
    },
    remove: async (message) => {
      const { channel, ts, thread_ts } = message;
      await workspace.save({ kind: 'deleted', channel, ts });
      feed.tell({ type: 'message_deleted', channel, ts, ...(thread_ts && { thread_ts }) });
      if (!thread_ts || thread_ts === ts) return;
      await recount(channel, thread_ts);
      tellChanged(channel, thread_ts);
    },
    react: async (message, name, user) => {
      const users = usersOf(message, name);
      if (users.includes(user)) throw slackError('already_reacted');
      await change(withReaction(message, name, [...users, user]));
    },
    unreact: async (message, name, user) => {
      const users = usersOf(message, name);
      if (!users.includes(user)) throw slackError('no_reaction');
      await change(
        withReaction(
          message,
          name,
          users.filter((other) => other !== user),
        ),
      );
    },
  };
}

function shaped(
  draft: Omit<Draft, 'broadcast'>,
  ts: string,
  parent: Message | undefined,
  broadcast: boolean,
): Message {
  return {
    type: 'message',
    ...(parent && broadcast && { subtype: 'thread_broadcast' as const }),
    ...draft,
    ts,
    ...(draft.user === APP.user && { bot_id: APP.bot, app_id: APP.id }),
    ...(parent && { thread_ts: parent.ts }),
  };
}

/** A reply to a reply belongs to the same parent. */
function parentOf(workspace: Workspace, channel: string, threadTs: string): Message {
  const found = workspace.message(channel, threadTs);
  if (!found) throw slackError('thread_not_found');
  const isReply = found.thread_ts !== undefined && found.thread_ts !== found.ts;
  return isReply ? parentOf(workspace, channel, found.thread_ts ?? '') : found;
}

function withReplies(
  workspace: Workspace,
  { reply_count, reply_users, latest_reply, thread_ts, ...parent }: Message,
): Message {
  const replies = repliesTo(workspace, parent.channel, parent.ts);
  const last = replies.at(-1);
  if (!last) return parent;
  return {
    ...parent,
    thread_ts: parent.ts,
    reply_count: replies.length,
    reply_users: [...new Set(replies.map(({ user }) => user))],
    latest_reply: last.ts,
  };
}

/** Oldest first, without the parent. */
export function repliesTo(workspace: Workspace, channel: string, ts: string): Message[] {
  return workspace.messages(channel).filter((message) => message.thread_ts === ts && message.ts !== ts);
}

function usersOf(message: Message, name: string): string[] {
  return message.reactions?.find((reaction) => reaction.name === name)?.users ?? [];
}

function withReaction({ reactions = [], ...message }: Message, name: string, users: string[]): Message {
  const changed = { name, users, count: users.length };
  const known = reactions.some((reaction) => reaction.name === name);
  const all = known
    ? reactions.map((reaction) => (reaction.name === name ? changed : reaction))
    : [...reactions, changed];
  const left = all.filter(({ count }) => count > 0);
  return left.length > 0 ? { ...message, reactions: left } : message;
}
