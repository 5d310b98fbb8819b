import type { Feed } from '../feed.ts';
import type { Message } from '../page-api.ts';
import { APP } from '../world.ts';
import { parentOf, withReplies } from './threads.ts';
import type { Workspace } from './workspace.ts';

type Draft = Omit<Message, 'type' | 'ts' | 'subtype'> & { broadcast?: boolean };
export type Revision = Pick<Message, 'text'> & Partial<Pick<Message, 'blocks' | 'metadata'>>;

/** Every change of a message: kept, then told to all who look. */
export interface Messages {
  post(draft: Draft): Promise<Message>;
  /** Blocks that are not given are gone, as with `chat.update`. */
  revise(message: Message, revision: Revision): Promise<Message>;
  remove(message: Message): Promise<void>;
  /** Replaces it by a form that does not count as edited: another reaction. */
  replace(message: Message): Promise<void>;
}

export function createMessages(workspace: Workspace, feed: Feed): Messages {
  const save = (message: Message) => workspace.save({ kind: 'message', message });
  const replace = async (message: Message) => {
    await save(message);
    feed.tell({ type: 'message_changed', message });
  };
  const post = async ({ broadcast, ...draft }: Draft) => {
    const { channel, thread_ts } = draft;
    const parent = thread_ts === undefined ? undefined : parentOf(workspace, channel, thread_ts);
    const message = shaped(draft, workspace.nextTs(), parent, broadcast ?? false);
    await save(message);
    const tellParent = parent && (await recount(workspace, feed, parent));
    feed.tell({ type: 'message_posted', message });
    tellParent?.();
    return message;
  };
  const revise = async (previous: Message, revision: Revision) => {
    const { blocks, ...kept } = previous;
    const edited = { user: previous.user, ts: workspace.nextTs() };
    const message: Message = { ...kept, ...revision, edited };
    await save(message);
    feed.tell({ type: 'message_changed', message }, { previous });
    return message;
  };
  const remove = async ({ channel, ts, thread_ts }: Message) => {
    await workspace.save({ kind: 'deleted', channel, ts });
    feed.tell({ type: 'message_deleted', channel, ts, ...(thread_ts && { thread_ts }) });
    const parent = workspace.message(channel, thread_ts ?? ts);
    const tellParent = parent && (await recount(workspace, feed, parent));
    tellParent?.();
  };
  return { post, revise, remove, replace };
}

/** Brings the counts of a thread up to date; what it returns tells so, with whatever the parent is by then. */
async function recount(workspace: Workspace, feed: Feed, { channel, ts }: Message): Promise<() => void> {
  const parent = workspace.message(channel, ts);
  if (parent) await workspace.save({ kind: 'message', message: withReplies(workspace, parent) });
  return () => {
    const message = workspace.message(channel, ts);
    if (message) feed.tell({ type: 'message_changed', message });
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
