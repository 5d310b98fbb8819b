import { z } from 'zod';
import type { Message } from '../page-api.ts';
import { slackError } from '../slack-error.ts';
import { isTopLevel, repliesTo } from '../workspace/threads.ts';
import { Cursor, Flag, limit } from './arguments.ts';
import { method } from './method.ts';
import { pageOf } from './paging.ts';
import { joinedChannel } from './places.ts';
import { wireMessage } from './wire.ts';

const Range = z.object({
  channel: z.string(),
  oldest: z.string().default('0'),
  latest: z.string().default('9999999999'),
  inclusive: Flag,
  include_all_metadata: Flag,
  cursor: Cursor,
  limit: limit(100, 1000),
});
type Range = z.infer<typeof Range>;

const history = method('conversations.history', 3, Range, (range, context, caller) => {
  const place = joinedChannel(context, range.channel, caller);
  const all = context.workspace.messages(place.id).filter(isTopLevel).filter(within(range)).reverse();
  const page = pageOf(all, ({ ts }) => ts, range.cursor, range.limit);
  return {
    messages: page.items.map((message) => wireMessage(context, message, range.include_all_metadata)),
    has_more: page.next !== '',
    pin_count: 0,
    ...more(page.next),
  };
});

const replies = method(
  'conversations.replies',
  3,
  Range.extend({ ts: z.string() }),
  (range, context, caller) => {
    const place = joinedChannel(context, range.channel, caller);
    const found = context.workspace.message(place.id, range.ts);
    if (!found) throw slackError('thread_not_found');
    const parent = context.workspace.message(place.id, found.thread_ts ?? found.ts) ?? found;
    const thread = repliesTo(context.workspace, place.id, parent.ts).filter(within(range));
    const page = pageOf([parent, ...thread], ({ ts }) => ts, range.cursor, range.limit);
    return {
      messages: page.items.map((message) => wireMessage(context, message, range.include_all_metadata)),
      has_more: page.next !== '',
      ...more(page.next),
    };
  },
);

function within({ oldest, latest, inclusive }: Range) {
  return ({ ts }: Message): boolean => {
    const at = Number(ts);
    if (inclusive && (ts === oldest || ts === latest)) return true;
    return at > Number(oldest) && at < Number(latest);
  };
}

function more(next: string): object {
  return next === '' ? {} : { response_metadata: { next_cursor: next } };
}

export const HISTORY = [history, replies];
