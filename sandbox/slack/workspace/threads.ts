import type { Message } from '../page-api.ts';
import { slackError } from '../slack-error.ts';
import type { Workspace } from './workspace.ts';

/** Where a reply belongs: a reply to a reply has the same parent. Throws `thread_not_found`. */
export function parentOf(workspace: Workspace, channel: string, threadTs: string): Message {
  const found = workspace.message(channel, threadTs);
  if (!found) throw slackError('thread_not_found');
  const isReply = found.thread_ts !== undefined && found.thread_ts !== found.ts;
  return isReply ? parentOf(workspace, channel, found.thread_ts ?? '') : found;
}

/** Oldest first, without the parent. */
export function repliesTo(workspace: Workspace, channel: string, ts: string): Message[] {
  return workspace.messages(channel).filter((message) => message.thread_ts === ts && message.ts !== ts);
}

/** Shown in the channel itself, not only in a thread. */
export function isTopLevel({ ts, thread_ts, subtype }: Message): boolean {
  return thread_ts === undefined || thread_ts === ts || subtype === 'thread_broadcast';
}

/** A parent with its counts up to date. */
export function withReplies(workspace: Workspace, message: Message): Message {
  const { reply_count, reply_users, latest_reply, thread_ts, ...parent } = message;
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
